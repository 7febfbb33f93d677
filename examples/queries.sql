-- Questions to the tables, for DuckDB, from the folder of the tables:
--
--   make run && cd output/data && duckdb -init views.sql < ../../examples/queries.sql

-- Which numbers contradict each other, and who says what?
SELECT c.measure, c.scope, f.source, f.published_on, f.exact, x.relation, f.sentence
FROM checks c
JOIN check_figures x USING (check_id)
JOIN figures f USING (figure_id)
WHERE c.verdict = 'conflict'
ORDER BY c.check_id, f.published_on;

-- How did a number grow, and how many independent sources stand behind it?
SELECT c.measure, c.actor, x.as_of_end, f.source, f.exact, c.n_independent
FROM checks c
JOIN check_figures x USING (check_id)
JOIN figures f USING (figure_id)
WHERE c.verdict = 'updated'
ORDER BY c.check_id, x.as_of_end;

-- What happened, and when?
SELECT date_start, date_end, date_precision, title, place, n_documents FROM timeline ORDER BY date_start NULLS LAST LIMIT 40;

-- Who said what?
SELECT speaker, speaker_role, cue, quote_kind, exact, source FROM quotes WHERE person_id IS NOT NULL ORDER BY speaker, published_on;

-- Is every row where it says it is? (No row may come back.)
SELECT figure_id FROM figures JOIN documents USING (doc_id) WHERE text[span_start + 1 : span_end] <> exact;

-- What was lost, and why?
SELECT uri, stage, message FROM rejects;
