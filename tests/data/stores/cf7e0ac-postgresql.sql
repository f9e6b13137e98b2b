CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE attempts (
    run character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    seq bigint NOT NULL,
    engine character varying(200) NOT NULL,
    document text NOT NULL
);
CREATE TABLE events (
    run character varying(200) NOT NULL,
    seq bigint NOT NULL,
    at character varying(40) NOT NULL,
    kind character varying(40) NOT NULL,
    document text NOT NULL
);
CREATE TABLE olympiad_schema (
    id integer NOT NULL,
    version integer NOT NULL
);
CREATE TABLE runs (
    run character varying(200) NOT NULL,
    problem character varying(200) NOT NULL,
    statement_sha256 character varying(64) NOT NULL,
    bundle text NOT NULL,
    asked_rung character varying(40) NOT NULL,
    started character varying(40) NOT NULL,
    finished character varying(40),
    ending character varying(40),
    rung character varying(40),
    budget text NOT NULL
);
CREATE TABLE verdicts (
    run character varying(200) NOT NULL,
    seq bigint NOT NULL,
    attempt_sha256 character varying(64),
    rung character varying(40) NOT NULL,
    best boolean NOT NULL,
    document text NOT NULL
);
INSERT INTO alembic_version VALUES ('0001');
INSERT INTO attempts VALUES ('20260102T030405-aaaaaaaa', '81c5d289253a5869db7aef46ebae5ae883f30cff17bdfa5ebc419f06dc98a255', 1, 'toy', '{"engine":"toy","proof_markdown":"The number 4 is even.","certificate":{"kind":"parity","text":"even 4"},"figure_svg":null,"notes":[],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0},"renderer":null}');
INSERT INTO attempts VALUES ('20260102T030406-bbbbbbbb', 'f47217d947729cb2e1d75a2102a4108bc663f18adcb11f7c1b1c3c7d1e2b60de', 1, 'toy', '{"engine":"toy","proof_markdown":"The number 5 is even.","certificate":{"kind":"parity","text":"even 5"},"figure_svg":null,"notes":[],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0},"renderer":null}');
INSERT INTO attempts VALUES ('20260102T030407-cccccccc', '91bbd5b0f99718e61fa2e0cd72e3ba097da44e4781dc921f10536454ea0693be', 1, 'toy', '{"engine":"toy","proof_markdown":"The number 6 is even.","certificate":{"kind":"parity","text":"even 6"},"figure_svg":null,"notes":[],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0},"renderer":null}');
INSERT INTO events VALUES ('20260102T030405-aaaaaaaa', 0, '2026-01-02T03:04:05.000000Z', 'message', '{"run": "20260102T030405-aaaaaaaa", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO events VALUES ('20260102T030405-aaaaaaaa', 1, '2026-01-02T03:04:05.000000Z', 'attempt_made', '{"run": "20260102T030405-aaaaaaaa", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 4 is even.", "certificate": {"kind": "parity", "text": "even 4"}, "figure_svg": null, "notes": [], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "renderer": null}, "provisional": false}');
INSERT INTO events VALUES ('20260102T030405-aaaaaaaa', 2, '2026-01-02T03:04:05.000000Z', 'verdict_reached', '{"run": "20260102T030405-aaaaaaaa", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "81c5d289253a5869db7aef46ebae5ae883f30cff17bdfa5ebc419f06dc98a255", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO events VALUES ('20260102T030405-aaaaaaaa', 3, '2026-01-02T03:04:05.000000Z', 'run_finished', '{"run": "20260102T030405-aaaaaaaa", "seq": 3, "at": "2026-01-02T03:04:05Z", "kind": "run_finished", "ending": "finished", "rung": "unverified", "detail": ""}');
INSERT INTO events VALUES ('20260102T030406-bbbbbbbb', 0, '2026-01-02T03:04:05.000000Z', 'message', '{"run": "20260102T030406-bbbbbbbb", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO events VALUES ('20260102T030406-bbbbbbbb', 1, '2026-01-02T03:04:05.000000Z', 'attempt_made', '{"run": "20260102T030406-bbbbbbbb", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 5 is even.", "certificate": {"kind": "parity", "text": "even 5"}, "figure_svg": null, "notes": [], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "renderer": null}, "provisional": false}');
INSERT INTO events VALUES ('20260102T030406-bbbbbbbb', 2, '2026-01-02T03:04:05.000000Z', 'verdict_reached', '{"run": "20260102T030406-bbbbbbbb", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "f47217d947729cb2e1d75a2102a4108bc663f18adcb11f7c1b1c3c7d1e2b60de", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO events VALUES ('20260102T030406-bbbbbbbb', 3, '2026-01-02T03:04:05.000000Z', 'run_finished', '{"run": "20260102T030406-bbbbbbbb", "seq": 3, "at": "2026-01-02T03:04:05Z", "kind": "run_finished", "ending": "finished", "rung": "unverified", "detail": ""}');
INSERT INTO events VALUES ('20260102T030407-cccccccc', 0, '2026-01-02T03:04:05.000000Z', 'message', '{"run": "20260102T030407-cccccccc", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO events VALUES ('20260102T030407-cccccccc', 1, '2026-01-02T03:04:05.000000Z', 'attempt_made', '{"run": "20260102T030407-cccccccc", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 6 is even.", "certificate": {"kind": "parity", "text": "even 6"}, "figure_svg": null, "notes": [], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "renderer": null}, "provisional": false}');
INSERT INTO events VALUES ('20260102T030407-cccccccc', 2, '2026-01-02T03:04:05.000000Z', 'verdict_reached', '{"run": "20260102T030407-cccccccc", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "91bbd5b0f99718e61fa2e0cd72e3ba097da44e4781dc921f10536454ea0693be", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO olympiad_schema VALUES (1, 1);
INSERT INTO runs VALUES ('20260102T030405-aaaaaaaa', 'p', '0000000000000000000000000000000000000000000000000000000000000000', '/b', 'formally_verified', '2026-01-02T03:04:05.000000Z', '2026-01-02T03:04:05.000000Z', 'finished', 'unverified', '{"format": "olympiad-budget/2", "started": 1795850477.2731438, "elapsed": 8.30490007501794e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": null, "cost": null, "cpu_seconds": null}, "used": {"tokens": 0.0, "cost": 0.0, "cpu_seconds": 0.0}, "waited": 0.0, "leases": [], "children": []}');
INSERT INTO runs VALUES ('20260102T030406-bbbbbbbb', 'p', '0000000000000000000000000000000000000000000000000000000000000000', '/b', 'formally_verified', '2026-01-02T03:04:06.000000Z', '2026-01-02T03:04:05.000000Z', 'finished', 'unverified', '{"format": "olympiad-budget/2", "started": 1795850477.286999, "elapsed": 6.825400123489089e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": null, "cost": null, "cpu_seconds": null}, "used": {"tokens": 0.0, "cost": 0.0, "cpu_seconds": 0.0}, "waited": 0.0, "leases": [], "children": []}');
INSERT INTO runs VALUES ('20260102T030407-cccccccc', 'p', '0000000000000000000000000000000000000000000000000000000000000000', '/b', 'formally_verified', '2026-01-02T03:04:07.000000Z', NULL, NULL, NULL, '{"format": "olympiad-budget/2", "started": 1795850477.293837, "elapsed": 7.035600174276624e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": null, "cost": null, "cpu_seconds": null}, "used": {"tokens": 0.0, "cost": 0.0, "cpu_seconds": 0.0}, "waited": 0.0, "leases": [], "children": []}');
INSERT INTO verdicts VALUES ('20260102T030405-aaaaaaaa', 2, '81c5d289253a5869db7aef46ebae5ae883f30cff17bdfa5ebc419f06dc98a255', 'unverified', true, '{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
INSERT INTO verdicts VALUES ('20260102T030406-bbbbbbbb', 2, 'f47217d947729cb2e1d75a2102a4108bc663f18adcb11f7c1b1c3c7d1e2b60de', 'unverified', true, '{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
INSERT INTO verdicts VALUES ('20260102T030407-cccccccc', 2, '91bbd5b0f99718e61fa2e0cd72e3ba097da44e4781dc921f10536454ea0693be', 'unverified', true, '{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (run, sha256);
ALTER TABLE ONLY events
    ADD CONSTRAINT events_pkey PRIMARY KEY (run, seq);
ALTER TABLE ONLY olympiad_schema
    ADD CONSTRAINT olympiad_schema_pkey PRIMARY KEY (id);
ALTER TABLE ONLY runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (run);
ALTER TABLE ONLY verdicts
    ADD CONSTRAINT verdicts_pkey PRIMARY KEY (run, seq);
CREATE INDEX runs_by_problem ON runs USING btree (statement_sha256, bundle);
CREATE INDEX runs_by_start ON runs USING btree (started);
ALTER TABLE ONLY attempts
    ADD CONSTRAINT attempts_run_fkey FOREIGN KEY (run) REFERENCES runs(run);
ALTER TABLE ONLY events
    ADD CONSTRAINT events_run_fkey FOREIGN KEY (run) REFERENCES runs(run);
ALTER TABLE ONLY verdicts
    ADD CONSTRAINT verdicts_run_fkey FOREIGN KEY (run) REFERENCES runs(run);
