-- What a model predicts, in words. Models of one line compete for its aliases.
alter table models add column line text not null
  generated always as (symbol || ' ' || timeframe || ' ' || target_col || '+' || horizon::text)
    stored;
alter table models add column tags jsonb not null default '{}';
alter table models add column notes text;
-- The processor that fitted it: only on its like the same bits can be expected.
alter table models add column architecture text;
create index models_by_line on models (line, created_at desc, id);
create index models_by_cohort on models (cohort_id) where cohort_id is not null;
create index models_by_tags on models using gin (tags jsonb_path_ops);

-- One model per line and alias.
alter table model_alias add column line text not null default '';
alter table model_alias add column reason text;
update model_alias a set line = m.line from models m where m.id = a.model_id;
alter table model_alias drop constraint model_alias_pkey;
alter table model_alias add primary key (line, alias);
alter table model_alias alter column line drop default;

alter table promotion_log add column line text not null default '';
alter table promotion_log add column reason text;
alter table promotion_log add column replaced_model_id uuid;
update promotion_log p set line = m.line from models m where m.id = p.model_id;
alter table promotion_log alter column line drop default;
alter table promotion_log add constraint promotion_log_action check (
  action in ('promoted', 'removed'));
create index promotion_log_by_alias on promotion_log (alias, line, promoted_at desc, id desc);

-- Who served when is written once and for ever.
create function guard_promotion_log() returns trigger language plpgsql as $$
begin
  raise exception 'promotion log: % (expected: nothing but inserts, it is kept for ever)', tg_op
    using errcode = 'check_violation', constraint = 'promotion_log_is_kept';
end
$$;
create trigger promotion_log_is_kept before update or delete or truncate on promotion_log
  for each statement execute function guard_promotion_log();

-- From when to when a model held an alias; "held_until" is null while it does.
create view alias_stint as
select line, alias, model_id, model_name, fingerprint, artifact_sha256, held_from, held_until,
  promoted_by, reason, replaced_model_id
from (
  select *, promoted_at as held_from,
    lead(promoted_at) over (partition by line, alias order by promoted_at, id) as held_until
  from promotion_log
) as moves
where action = 'promoted';
