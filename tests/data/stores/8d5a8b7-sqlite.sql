BEGIN TRANSACTION;
CREATE TABLE attempts (
	run VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	seq BIGINT NOT NULL, 
	engine VARCHAR(200) NOT NULL, 
	document TEXT NOT NULL, 
	PRIMARY KEY (run, sha256), 
	FOREIGN KEY(run) REFERENCES runs (run)
);
INSERT INTO "attempts" VALUES('20260102T030405-aaaaaaaa','4c4dd5bc9eeb2e0b848927204cd7379de5a51cc727422fadd700ee7e9f0488d2',1,'toy','{"engine":"toy","proof_markdown":"The number 4 is even: “π” is not.","certificate":{"kind":"parity","text":"even 4"},"figure_svg":null,"notes":["a note"],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0}}');
INSERT INTO "attempts" VALUES('20260102T030406-bbbbbbbb','1439fb060abc7265115621d5c32f6f5556d4f1e1c1974d6bf29010ee9338d061',1,'toy','{"engine":"toy","proof_markdown":"The number 5 is even: “π” is not.","certificate":{"kind":"parity","text":"even 5"},"figure_svg":null,"notes":["a note"],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0}}');
INSERT INTO "attempts" VALUES('20260102T030407-cccccccc','80eeae9816aec7e9a080c81af87d379863a714ad9db2971ced971bbfd83cc338',1,'toy','{"engine":"toy","proof_markdown":"The number 6 is even: “π” is not.","certificate":{"kind":"parity","text":"even 6"},"figure_svg":null,"notes":["a note"],"known_problems":[],"cost":{"tokens":0,"cost":0.0,"cpu_seconds":0.0,"gpu_seconds":0.0}}');
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
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',1,'2026-01-02T03:04:05.000000Z','attempt_made','{"run": "20260102T030405-aaaaaaaa", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 4 is even: “π” is not.", "certificate": {"kind": "parity", "text": "even 4"}, "figure_svg": null, "notes": ["a note"], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}}, "provisional": false}');
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',2,'2026-01-02T03:04:05.000000Z','verdict_reached','{"run": "20260102T030405-aaaaaaaa", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "4c4dd5bc9eeb2e0b848927204cd7379de5a51cc727422fadd700ee7e9f0488d2", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO "events" VALUES('20260102T030405-aaaaaaaa',3,'2026-01-02T03:04:05.000000Z','run_finished','{"run": "20260102T030405-aaaaaaaa", "seq": 3, "at": "2026-01-02T03:04:05Z", "kind": "run_finished", "ending": "finished", "rung": "unverified", "detail": ""}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',0,'2026-01-02T03:04:05.000000Z','message','{"run": "20260102T030406-bbbbbbbb", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',1,'2026-01-02T03:04:05.000000Z','attempt_made','{"run": "20260102T030406-bbbbbbbb", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 5 is even: “π” is not.", "certificate": {"kind": "parity", "text": "even 5"}, "figure_svg": null, "notes": ["a note"], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}}, "provisional": false}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',2,'2026-01-02T03:04:05.000000Z','verdict_reached','{"run": "20260102T030406-bbbbbbbb", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "1439fb060abc7265115621d5c32f6f5556d4f1e1c1974d6bf29010ee9338d061", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
INSERT INTO "events" VALUES('20260102T030406-bbbbbbbb',3,'2026-01-02T03:04:05.000000Z','run_finished','{"run": "20260102T030406-bbbbbbbb", "seq": 3, "at": "2026-01-02T03:04:05Z", "kind": "run_finished", "ending": "finished", "rung": "unverified", "detail": ""}');
INSERT INTO "events" VALUES('20260102T030407-cccccccc',0,'2026-01-02T03:04:05.000000Z','message','{"run": "20260102T030407-cccccccc", "seq": 0, "at": "2026-01-02T03:04:05Z", "kind": "message", "level": "info", "source": "s", "text": "“π”\n\u0000\u001f", "data": {}}');
INSERT INTO "events" VALUES('20260102T030407-cccccccc',1,'2026-01-02T03:04:05.000000Z','attempt_made','{"run": "20260102T030407-cccccccc", "seq": 1, "at": "2026-01-02T03:04:05Z", "kind": "attempt_made", "attempt": {"engine": "toy", "proof_markdown": "The number 6 is even: “π” is not.", "certificate": {"kind": "parity", "text": "even 6"}, "figure_svg": null, "notes": ["a note"], "known_problems": [], "cost": {"tokens": 0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}}, "provisional": false}');
INSERT INTO "events" VALUES('20260102T030407-cccccccc',2,'2026-01-02T03:04:05.000000Z','verdict_reached','{"run": "20260102T030407-cccccccc", "seq": 2, "at": "2026-01-02T03:04:05Z", "kind": "verdict_reached", "attempt_sha256": "80eeae9816aec7e9a080c81af87d379863a714ad9db2971ced971bbfd83cc338", "verdict": {"rung": "unverified", "known_problems": ["odd"]}, "best": true}');
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
INSERT INTO "runs" VALUES('20260102T030405-aaaaaaaa','p0','0000000000000000000000000000000000000000000000000000000000000000','/runs/p0','formally_verified','2026-01-02T03:04:05.000000Z','2026-01-02T03:04:05.000000Z','finished','unverified','{"format": "olympiad-budget/1", "started": 1795835275.3070643, "elapsed": 5.541500001982058e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": 1000.0, "cost": null, "cpu_seconds": null, "gpu_seconds": null}, "used": {"tokens": 7.0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "children": []}');
INSERT INTO "runs" VALUES('20260102T030406-bbbbbbbb','p1','1111111111111111111111111111111111111111111111111111111111111111','/runs/p1','formally_verified','2026-01-02T03:04:06.000000Z','2026-01-02T03:04:05.000000Z','finished','unverified','{"format": "olympiad-budget/1", "started": 1795835275.3419225, "elapsed": 6.782999992083205e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": 1000.0, "cost": null, "cpu_seconds": null, "gpu_seconds": null}, "used": {"tokens": 7.0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "children": []}');
INSERT INTO "runs" VALUES('20260102T030407-cccccccc','p2','2222222222222222222222222222222222222222222222222222222222222222','/runs/p2','formally_verified','2026-01-02T03:04:07.000000Z',NULL,NULL,NULL,'{"format": "olympiad-budget/1", "started": 1795835275.3455682, "elapsed": 3.634600000168575e-05, "name": "", "begin": 0.0, "end": 60.0, "reserve": 0.0, "allowed": {"tokens": 1000.0, "cost": null, "cpu_seconds": null, "gpu_seconds": null}, "used": {"tokens": 7.0, "cost": 0.0, "cpu_seconds": 0.0, "gpu_seconds": 0.0}, "children": []}');
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
INSERT INTO "verdicts" VALUES('20260102T030405-aaaaaaaa',2,'4c4dd5bc9eeb2e0b848927204cd7379de5a51cc727422fadd700ee7e9f0488d2','unverified',1,'{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
INSERT INTO "verdicts" VALUES('20260102T030406-bbbbbbbb',2,'1439fb060abc7265115621d5c32f6f5556d4f1e1c1974d6bf29010ee9338d061','unverified',1,'{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
INSERT INTO "verdicts" VALUES('20260102T030407-cccccccc',2,'80eeae9816aec7e9a080c81af87d379863a714ad9db2971ced971bbfd83cc338','unverified',1,'{
  "rung": "unverified",
  "known_problems": [
    "odd"
  ]
}
');
CREATE INDEX runs_by_start ON runs (started);
CREATE INDEX runs_by_problem ON runs (statement_sha256, bundle);
COMMIT;
