-- The bundle of a trained model, named by what it holds. Cut into parts, so that a large one is
-- neither written nor read as one value.
create table bundle (
  sha256 char(64) primary key,
  bytes bigint not null check (bytes > 0),
  created_at timestamptz not null default now()
);

create table bundle_part (
  sha256 char(64) not null references bundle (sha256) on delete cascade,
  part int not null,
  content bytea not null,
  primary key (sha256, part)
);
alter table bundle_part alter column content set storage external;

create table models (
  id uuid primary key,
  name text not null,
  fingerprint char(64) not null,
  config jsonb not null,
  request jsonb not null,
  symbol text not null,
  context_symbols text[] not null default '{}',
  algorithm text not null,
  task text not null check (task in ('regression', 'classification')),
  target_col text not null,
  timeframe text not null,
  horizon int not null,
  target_transform text not null,
  train_window int,
  test_window int,
  cv_folds int not null,
  cv_strategy text not null,
  status text not null default 'pending' check (
    status in ('pending', 'preprocessing', 'training', 'completed', 'failed', 'cancelled')),
  attempts int not null default 0,
  worker_pid bigint,
  worker_host text,
  work_id bigint,
  requested_by text not null,
  correlation_id text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  columns_initial int,
  columns_remaining int,
  feature_cols text[] not null default '{}',
  metrics jsonb,
  spans jsonb,
  error text,
  parent_model_id uuid,
  retrained_from uuid,
  group_id uuid,
  cohort_id uuid,
  family char(64),
  data_snapshot char(64) not null,
  kernel_version text not null,
  learning_version text not null,
  artifact_sha256 char(64) references bundle (sha256),
  artifact_bytes bigint,
  check ((status = 'completed') = (artifact_sha256 is not null)),
  check ((status = 'completed') = (metrics is not null)),
  check ((status in ('completed', 'failed', 'cancelled')) = (finished_at is not null))
);

-- One live record per fingerprint; a failed or cancelled one does not stand in the way.
create unique index models_live_fingerprint on models (fingerprint)
  where status in ('pending', 'preprocessing', 'training', 'completed');
create index models_by_creation on models (created_at desc, id);
create index models_by_symbol on models (symbol, created_at desc, id);
create index models_by_parent on models (parent_model_id) where parent_model_id is not null;
create index models_by_origin on models (retrained_from) where retrained_from is not null;
create index models_by_group on models (group_id) where group_id is not null;
create index models_by_artifact on models (artifact_sha256) where artifact_sha256 is not null;

-- pending -> preprocessing -> training -> completed; from each of the first three also failed and
-- cancelled. Everything else is refused here, whoever asks.
create function guard_model_status() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'pending' then
      raise exception 'model status: born % (expected: pending)', new.status
        using errcode = 'check_violation', constraint = 'models_status_moves';
    end if;
    return new;
  end if;
  if new.status = old.status then
    if old.status in ('completed', 'failed', 'cancelled')
        and (new.fingerprint, new.config, new.metrics, new.artifact_sha256, new.error)
          is distinct from
            (old.fingerprint, old.config, old.metrics, old.artifact_sha256, old.error) then
      raise exception 'model status: % is terminal and its record is closed', old.status
        using errcode = 'check_violation', constraint = 'models_status_moves';
    end if;
    return new;
  end if;
  if (old.status = 'pending' and new.status in ('preprocessing', 'failed', 'cancelled'))
      or (old.status = 'preprocessing' and new.status in ('training', 'failed', 'cancelled'))
      or (old.status = 'training' and new.status in ('completed', 'failed', 'cancelled')) then
    return new;
  end if;
  raise exception 'model status: % -> % (no such move)', old.status, new.status
    using errcode = 'check_violation', constraint = 'models_status_moves';
end
$$;

create trigger models_status_moves before insert or update on models
  for each row execute function guard_model_status();

create table features_log (
  model_id uuid not null references models (id) on delete cascade,
  feature text not null,
  importance double precision not null,
  std double precision not null,
  method text not null,
  fold int
);
create unique index features_log_once on features_log (model_id, method, fold, feature)
  nulls not distinct;

-- Names that serve a model. While one points at a model, the model cannot be deleted.
create table model_alias (
  alias text primary key,
  model_id uuid not null references models (id),
  fingerprint char(64) not null,
  set_at timestamptz not null default now(),
  set_by text not null
);
create index model_alias_by_model on model_alias (model_id);

-- What served when: by value and without foreign keys, so that it outlives every record.
create table promotion_log (
  id bigint generated always as identity primary key,
  alias text not null,
  model_id uuid not null,
  model_name text not null,
  fingerprint char(64) not null,
  artifact_sha256 char(64) not null,
  action text not null,
  promoted_at timestamptz not null default now(),
  promoted_by text not null
);
create index promotion_log_by_model on promotion_log (model_id);
