"""Every figure of IMSS press bulletins, exact and traceable, as normalised facts."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("imss-facts")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
