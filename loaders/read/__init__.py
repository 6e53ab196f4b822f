"""Files -> reports, one format a module.

`find_files` makes files of paths, `read_file` a report of a file, or a `ReadProblem` that says
what is wrong and what to do: a value, so that one bad file stops no other.
"""

from loaders.read.files import SIZE_LIMIT, ReportFile, find_files, read_file, report_name
from loaders.read.problem import ReadProblem

__all__ = ["SIZE_LIMIT", "ReadProblem", "ReportFile", "find_files", "read_file", "report_name"]
