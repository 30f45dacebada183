-- SPDX-License-Identifier: Apache-2.0
create table simulations (
  id uuid primary key,
  fingerprint char(64) not null unique,
  status text not null check (status in ('queued', 'completed', 'failed', 'cancelled')),
  model_id uuid not null,
  ticker text not null,
  timeframe text not null,
  span text not null,
  family char(64) not null,
  -- what the fingerprint is made of, and who asked first
  params jsonb not null,
  bundle_sha256 char(64) not null,
  snapshot char(64) not null references snapshot (hash),
  kernel_version text not null,
  architecture text not null,
  requested_by text not null,
  -- the result; the ranking columns repeat some of stats
  stats jsonb,
  result_hash char(64),
  return_pct double precision,
  trades_count int,
  hit_rate double precision,
  sqn double precision,
  sharpe double precision,
  max_drawdown double precision,
  error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index simulations_newest on simulations (created_at desc, id);
create index simulations_top on simulations (sqn desc nulls last, id) where status = 'completed';
create index simulations_model on simulations (model_id, created_at desc);
create index simulations_ticker on simulations (ticker, created_at desc);

-- Round trips and equity as packed little-endian columns.
create table trades (
  simulation_id uuid primary key references simulations (id) on delete cascade,
  count int not null,
  content bytea not null
);
create table equity (
  simulation_id uuid primary key references simulations (id) on delete cascade,
  bars int not null,
  content bytea not null
);

-- Commands that are told when a simulation ends; one row each.
create table awaiting_command (
  simulation_id uuid not null references simulations (id) on delete cascade,
  command_id text not null,
  primary key (simulation_id, command_id)
);

-- Every trial ever made, for the deflated Sharpe ratio.
create table trial (
  fingerprint char(64) primary key,
  family char(64) not null,
  sharpe_per_bar double precision,
  bars int not null,
  skew double precision,
  kurtosis double precision,
  at timestamptz not null default now()
);
create index trial_family on trial (family);

-- Every look at a holdout.
create table holdout_use (
  id bigint generated always as identity primary key,
  family char(64) not null,
  first_bar timestamptz not null,
  last_bar timestamptz not null,
  model_id uuid not null,
  simulation_fingerprint char(64) not null unique,
  by text not null,
  at timestamptz not null default now()
);
create index holdout_use_family on holdout_use (family);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only added to', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger trial_is_only_added_to before update or delete on trial
  for each row execute function refuse_change();
create trigger trial_is_not_emptied before truncate on trial
  for each statement execute function refuse_change();
create trigger holdout_use_is_only_added_to before update or delete on holdout_use
  for each row execute function refuse_change();
create trigger holdout_use_is_not_emptied before truncate on holdout_use
  for each statement execute function refuse_change();
