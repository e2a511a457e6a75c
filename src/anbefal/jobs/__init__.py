"""Jobs: one module a job. A job takes values and returns values; it never prints, asks or exits."""
