"""The document of a number (from 0) of a YAML stream, as YAML.

  documents.py FILE NUMBER
"""
import sys

import yaml

print(yaml.safe_dump(list(yaml.safe_load_all(open(sys.argv[1])))[int(sys.argv[2])]))
