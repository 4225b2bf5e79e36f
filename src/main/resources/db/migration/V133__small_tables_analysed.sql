-- PostgreSQL analyses a table by itself after 50 changes. Tables that hold a handful of rows for years never get there, and
-- a plan for 100 000 tasks joined with one model was made as if there were none: a list took 90 ms instead of 38. See ADR 0002.
ALTER TABLE act_re_procdef SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE act_re_deployment SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE act_re_decision_def SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE act_re_camformdef SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE act_ru_filter SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE act_id_group SET (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0.05);
