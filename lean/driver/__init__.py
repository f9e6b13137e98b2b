"""Interactive proving: a long-lived Lean worker, tactic states as data, a pool of workers.

`lean.driver.pool.Pool` is the front door; it hands out `lean.driver.session.Session` objects.
"""
