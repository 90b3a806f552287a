"""What pyproject.toml cannot say: the version is that of the library, and the
wheel holds a program for one kind of machine, and any Python 3."""
import os

from setuptools import Distribution, setup
from wheel.bdist_wheel import bdist_wheel


class Compiled(Distribution):
    def has_ext_modules(self):
        return True


class Wheel(bdist_wheel):
    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


setup(version=os.environ["HIGHNEEDS_VERSION"], distclass=Compiled,
      cmdclass={"bdist_wheel": Wheel})
