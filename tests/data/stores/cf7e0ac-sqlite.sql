BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	run VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	seq BIGINT NOT NULL, 
	engine VARCHAR(200) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (run, sha256), 
	FOREIGN KEY(run) REFERENCES runs (run)
);
INSERT INTO "attempts" VALUES('20260102T030405-aaaaaaaa','81c5d289253a5869db7aef46ebae5ae883f30cff17bdfa5ebc419f06dc98a255',1,'toy','{"engine":"toy","proof_markdown":"The number 4 is even.","certificate":{"kind":"parity","text":"even 4"},"figure_svg":null,"notes":[],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0},"renderer":null}');
INSERT INTO "attempts" VALUES('20260102T030406-bbbbbbbb','f47217d947729cb2e1d75a2102a4108bc663f18adcb11f7c1b1c3c7d1e2b60de',1,'toy','{"engine":"toy","proof_markdown":"The number 5 is even.","certificate":{"kind":"parity","text":"even 5"},"figure_svg":null,"notes":[],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0},"renderer":null}');
INSERT INTO "attempts" VALUES('20260102T030407-cccccccc','91bbd5b0f99718e61fa2e0cd72e3ba097da44e4781dc921f10536454ea0693be',1,'toy','{"engine":"toy","proof_markdown":"The number 6 is even.","certificate":{"kind":"parity","text":"even 6"},"figure_svg":null,"notes":[],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0},"renderer":null}');
CREATE TABLE events (
	run VARCHAR(200) NOT NULL, 
	seq BIGINT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (run, seq), 
	FOREIGN KEY(run) REFERENCES runs (run)
);
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',0,'2026-01-02T03:04:05.000000Z','message','{"run": "20260102T030405-aaaaaaaa", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',1,'2026-01-02T03:04:05.000000Z','attempt_made','{"run": "20260102T030405-aaaaaaaa", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 4 is even.", "certificate": {"kind": "parity", "text": "even 4"}, "figure_svg": null, "notes": [], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "renderer": null}, "provisional": false}');
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',2,'2026-01-02T03:04:05.000000Z','verdict_reached','{"run": "20260102T030405-aaaaaaaa", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "81c5d289253a5869db7aef46ebae5ae883f30cff17bdfa5ebc419f06dc98a255", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',3,'2026-01-02T03:04:05.000000Z','run_finished','{"run": "20260102T030405-aaaaaaaa", "seq": 3, "at": "2026-01-02T03:04:05Z", "kind": "run_finished", "ending": "finished", "rung": "unverified", "detail": ""}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',0,'2026-01-02T03:04:05.000000Z','message','{"run": "20260102T030406-bbbbbbbb", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',1,'2026-01-02T03:04:05.000000Z','attempt_made','{"run": "20260102T030406-bbbbbbbb", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 5 is even.", "certificate": {"kind": "parity", "text": "even 5"}, "figure_svg": null, "notes": [], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "renderer": null}, "provisional": false}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',2,'2026-01-02T03:04:05.000000Z','verdict_reached','{"run": "20260102T030406-bbbbbbbb", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "f47217d947729cb2e1d75a2102a4108bc663f18adcb11f7c1b1c3c7d1e2b60de", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',3,'2026-01-02T03:04:05.000000Z','run_finished','{"run": "20260102T030406-bbbbbbbb", "seq": 3, "at": "2026-01-02T03:04:05Z", "kind": "run_finished", "ending": "finished", "rung": "unverified", "detail": ""}');
INSERT INTO "events" VALUES('20260102T030407-cccccccc',0,'2026-01-02T03:04:05.000000Z','message','{"run": "20260102T030407-cccccccc", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO "events" VALUES('20260102T030407-cccccccc',1,'2026-01-02T03:04:05.000000Z','attempt_made','{"run": "20260102T030407-cccccccc", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 6 is even.", "certificate": {"kind": "parity", "text": "even 6"}, "figure_svg": null, "notes": [], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "renderer": null}, "provisional": false}');
INSERT INTO "events" VALUES('20260102T030407-cccccccc',2,'2026-01-02T03:04:05.000000Z','verdict_reached','{"run": "20260102T030407-cccccccc", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "91bbd5b0f99718e61fa2e0cd72e3ba097da44e4781dc921f10536454ea0693be", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
CREATE TABLE olympiad_schema (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "olympiad_schema" VALUES(1,1);
CREATE TABLE runs (
	run VARCHAR(200) NOT NULL, 
	problem VARCHAR(200) NOT NULL, 
	statement_sha256 VARCHAR(64) NOT NULL, 
	bundle TEXT NOT NULL, 
	asked_rung VARCHAR(40) NOT NULL, 
	started VARCHAR(40) NOT NULL, 
	finished VARCHAR(40), 
	ending VARCHAR(40), 
	rung VARCHAR(40), 
	budget TEXT NOT NULL, 
	PRIMARY KEY (run)
);
INSERT INTO "runs" VALUES('20260102T030405-aaaaaaaa','p','0000000000000000000000000000000000000000000000000000000000000000','/b','formally_verified','2026-01-02T03:04:05.000000Z','2026-01-02T03:04:05.000000Z','finished','unverified','{"format": "olympiad-budget/2", "started": 1795850476.2218697, "elapsed": 9.366199992655311e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": null, "cost": null, "cpu_seconds": null}, "used": {"tokens": 0.0, "cost": 0.0, "cpu_seconds": 0.0}, "waited": 0.0, "leases": [], "children": []}');
INSERT INTO "runs" VALUES('20260102T030406-bbbbbbbb','p','0000000000000000000000000000000000000000000000000000000000000000','/b','formally_verified','2026-01-02T03:04:06.000000Z','2026-01-02T03:04:05.000000Z','finished','unverified','{"format": "olympiad-budget/2", "started": 1795850476.231413, "elapsed": 5.3096000556251965e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": null, "cost": null, "cpu_seconds": null}, "used": {"tokens": 0.0, "cost": 0.0, "cpu_seconds": 0.0}, "waited": 0.0, "leases": [], "children": []}');
INSERT INTO "runs" VALUES('20260102T030407-cccccccc','p','0000000000000000000000000000000000000000000000000000000000000000','/b','formally_verified','2026-01-02T03:04:07.000000Z',NULL,NULL,NULL,'{"format": "olympiad-budget/2", "started": 1795850476.2349603, "elapsed": 4.2503999793552794e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": null, "cost": null, "cpu_seconds": null}, "used": {"tokens": 0.0, "cost": 0.0, "cpu_seconds": 0.0}, "waited": 0.0, "leases": [], "children": []}');
CREATE TABLE verdicts (
	run VARCHAR(200) NOT NULL, 
	seq BIGINT NOT NULL, 
	attempt_sha256 VARCHAR(64), 
	rung VARCHAR(40) NOT NULL, 
	best BOOLEAN NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (run, seq), 
	FOREIGN KEY(run) REFERENCES runs (run)
);
INSERT INTO "verdicts" VALUES('20260102T030405-aaaaaaaa',2,'81c5d289253a5869db7aef46ebae5ae883f30cff17bdfa5ebc419f06dc98a255','unverified',1,'{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
INSERT INTO "verdicts" VALUES('20260102T030406-bbbbbbbb',2,'f47217d947729cb2e1d75a2102a4108bc663f18adcb11f7c1b1c3c7d1e2b60de','unverified',1,'{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
INSERT INTO "verdicts" VALUES('20260102T030407-cccccccc',2,'91bbd5b0f99718e61fa2e0cd72e3ba097da44e4781dc921f10536454ea0693be','unverified',1,'{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
CREATE INDEX runs_by_problem ON runs (statement_sha256, bundle);
CREATE INDEX runs_by_start ON runs (started);
COMMIT;
