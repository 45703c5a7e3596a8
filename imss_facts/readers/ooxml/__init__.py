"""Office Open XML (ECMA-376, ISO/IEC 29500): the package, its XML, and the text of a WordprocessingML part."""
