"""python -m hemicycle.cli"""

from hemicycle.cli.main import main

main()
