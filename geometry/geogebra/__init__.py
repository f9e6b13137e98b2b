"""Import of GeoGebra files, for the constructions that they share with our language."""

from geometry.geogebra.importing import Imported, import_ggb

__all__ = ["Imported", "import_ggb"]
