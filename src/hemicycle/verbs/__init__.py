"""What a person does with Hemicycle, as functions: the command line calls these and only prints.

`texts.py` needs no project, `debates.py` works on one, `example.py` makes one. Heavy libraries are
loaded by the verb that needs them, so that `import hemicycle` stays quick.
"""
