"""The grader's report on a proof in words."""
