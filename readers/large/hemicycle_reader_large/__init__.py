"""The weights of Hemicycle's larger reader (`--reader large`): `model.onnx`, `calibration.json`."""
