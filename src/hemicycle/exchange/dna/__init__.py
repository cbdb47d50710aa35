"""Databases of the Discourse Network Analyzer (DNA), version 3: read, write, and a bridge.

Most discourse networks are coded in DNA today. Whoever has a `.dna` file can bring it here, and
what is coded here opens there.
"""
