-- SPDX-License-Identifier: Apache-2.0
-- What the engines of a night find, besides values, Greeks and snapshot.

alter table batch_job add column delta_adjusted boolean;

create table factor_exposure (
  run_id  uuid not null references risk_run (id),
  ordinal integer not null,
  factor  text not null,
  dollars double precision not null,
  beta    double precision,
  primary key (run_id, factor)
);

create table position_factor_exposure (
  run_id      uuid not null references risk_run (id),
  position_id text not null,
  dollars     double precision[] not null,
  primary key (run_id, position_id)
);

-- The betas behind a run, one row for each underlying of the portfolio.
create table symbol_beta (
  run_id      uuid not null references risk_run (id),
  symbol      text not null,
  betas       double precision[] not null,
  market_beta double precision not null,
  quality     jsonb not null,
  primary key (run_id, symbol)
);

create table market_risk_result (
  run_id uuid primary key references risk_run (id),
  moves  jsonb not null,
  tail   jsonb,
  profits double precision[] not null
);

create table stress_result (
  run_id          uuid not null references risk_run (id),
  ordinal         integer not null,
  scenario        text not null,
  severity        text not null,
  direct          numeric(20,2) not null,
  correlated      numeric(20,2) not null,
  detail          jsonb not null,
  primary key (run_id, scenario)
);

create table correlation_run (
  run_id  uuid primary key references risk_run (id),
  symbols text[] not null,
  pairs   double precision[] not null,
  summary jsonb not null
);

create table correlation_cluster (
  run_id           uuid not null references correlation_run (run_id),
  ordinal          integer not null,
  nickname         text not null,
  symbols          text[] not null,
  weight           double precision not null,
  mean_correlation double precision not null,
  primary key (run_id, ordinal)
);

-- What failed and was told: in the log, as an event, and here.
create table alert (
  id           uuid primary key,
  source       text not null,
  job          text not null,
  portfolio_id bigint,
  run_id       uuid,
  cause        text not null,
  raised_at    timestamptz not null default now()
);
create index alert_newest on alert (raised_at desc, id);
