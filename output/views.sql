-- Views over the tables of this folder, for DuckDB. Start it here:
--     duckdb -init views.sql
-- The patterns match one file a table and sharded runs alike.

{{range .Tables}}-- {{.Description}}
CREATE OR REPLACE VIEW {{.Name}} AS SELECT * FROM read_parquet('{{.Name}}*.parquet');
{{end}}
-- Figures with the document they stand in and the verdict of their check.
CREATE OR REPLACE VIEW figures_with_source AS
SELECT f.*, d.title, d.uri, c.verdict, c.n_independent, c.explanation AS verdict_explanation
FROM figures f
JOIN documents d USING (doc_id)
LEFT JOIN checks c ON c.check_id = f.check_id;

-- Every figure of every check, with its relation to the others and its evidence.
CREATE OR REPLACE VIEW check_evidence AS
SELECT c.check_id, c.verdict, c.measure, c.unit, c.actor, c.scope, cf.relation, cf.low, cf.high,
       cf.as_of_start, cf.as_of_end, f.source, f.published_on, f.exact, f.sentence, d.uri, f.doc_id,
       f.span_start, f.span_end, f.figure_id, cf.explanation, cf.actor AS compared_actor, cf.actor_basis, cf.scope AS compared_scope, cf.scope_basis, c.flags
FROM checks c
JOIN check_figures cf USING (check_id)
JOIN figures f ON f.figure_id = cf.figure_id
JOIN documents d ON d.doc_id = f.doc_id;

-- Checks whose figures contradict each other, with the figures.
CREATE OR REPLACE VIEW conflicts AS
SELECT c.check_id, c.explanation, c.measure, c.actor, c.scope, c.n_independent, e.relation, e.exact, e.source,
       e.published_on, e.sentence, e.uri, e.figure_id
FROM checks c
JOIN check_evidence e USING (check_id)
WHERE c.verdict = 'conflict';

-- Figures that changed over time: each check with several dates, oldest first.
CREATE OR REPLACE VIEW figure_series AS
SELECT check_id, measure, unit, actor, scope, as_of_start, as_of_end, low, high, relation, source, exact, figure_id
FROM check_evidence
WHERE verdict IN ('updated', 'conflict') AND relation <> 'part'
ORDER BY check_id, as_of_end, figure_id;

-- Each entry of the timeline with every place that tells it.
CREATE OR REPLACE VIEW timeline_mentions AS
SELECT t.timeline_id, t.date_start, t.date_end, t.title, t.n_independent, e.source, e.published_on, e.date_text,
       e.sentence, d.uri, e.doc_id, e.span_start, e.span_end, e.event_id
FROM timeline t
JOIN events e USING (timeline_id)
JOIN documents d ON d.doc_id = e.doc_id;

-- What happened by day, as told: asserted events with a date, mention by mention.
CREATE OR REPLACE VIEW dated_events AS
SELECT e.date_start, e.date_end, e.event_class, coalesce(e.title, e.exact) AS what, e.agent, e.place, e.source, e.sentence, d.uri, e.event_id
FROM events e
JOIN documents d USING (doc_id)
WHERE e.modality = 'asserted' AND NOT e.is_negated AND (e.date_start IS NOT NULL OR e.date_end IS NOT NULL);

-- Who said what, by the speaker's name across documents where it is known.
CREATE OR REPLACE VIEW quotes_by_person AS
SELECT coalesce(p.name, q.speaker) AS who, q.speaker_role, q.quote_kind, q.exact, q.cue, q.said_on_start, q.said_on_end,
       q.source, q.published_on, d.uri, q.doc_id, q.span_start, q.span_end, q.quote_id, q.person_id
FROM quotes q
JOIN documents d USING (doc_id)
LEFT JOIN people p ON p.person_id = q.person_id
WHERE q.speaker IS NOT NULL;

-- Each sentence with its text.
CREATE OR REPLACE VIEW sentence_texts AS
SELECT s.*, d."text"[s.span_start + 1 : s.span_end] AS sentence
FROM sentences s
JOIN documents d USING (doc_id);

-- Documents that copy another one.
CREATE OR REPLACE VIEW copies AS
SELECT d.doc_id, d.uri, d.source, d.published_on, d.copy_similarity, o.doc_id AS original_doc_id, o.uri AS original_uri,
       o.source AS original_source, o.published_on AS original_published_on
FROM documents d
JOIN documents o ON o.doc_id = d.copy_of_doc_id;

-- How many findings each document has.
CREATE OR REPLACE VIEW document_summary AS
SELECT d.doc_id, d.uri, d.title, d.source, d.published_on, d."language", d.n_chars,
       (SELECT count(*) FROM dates x WHERE x.doc_id = d.doc_id) AS n_dates,
       (SELECT count(*) FROM events x WHERE x.doc_id = d.doc_id) AS n_events,
       (SELECT count(*) FROM figures x WHERE x.doc_id = d.doc_id) AS n_figures,
       (SELECT count(*) FROM quotes x WHERE x.doc_id = d.doc_id) AS n_quotes
FROM documents d;

-- What was refused, and why.
CREATE OR REPLACE VIEW reject_reasons AS
SELECT stage, table_name, rule, count(*) AS n, any_value(message) AS example
FROM rejects
GROUP BY ALL
ORDER BY n DESC, stage, rule;
