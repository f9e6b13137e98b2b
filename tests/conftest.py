"""Settings for the whole suite."""

from hypothesis import settings

# A property is about behaviour; how long one example takes on a busy machine is not.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
