-- What the trained judge had before it when it took a position, so that a user's decisions can change
-- its mind without reading everything again. Empty where rules judged.
ALTER TABLE positions ADD COLUMN read BLOB;
