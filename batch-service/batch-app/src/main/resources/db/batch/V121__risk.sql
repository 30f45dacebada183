-- SPDX-License-Identifier: Apache-2.0
-- Nights: what was asked, what each portfolio's run gave, and which run is the one that readers see.

create table risk_request (
  id            uuid primary key,
  portfolio_ids bigint[] not null,
  as_of         date not null,
  status        text not null check (status in ('queued', 'completed', 'failed')),
  created_by    text not null,
  correlation   text,
  error         text,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz
);

create table risk_run (
  id           uuid primary key,
  fingerprint  text not null unique,
  portfolio_id bigint not null references portfolio (id),
  as_of        date not null,
  status       text not null
               check (status in ('completed', 'completed_with_warnings', 'failed', 'skipped')),
  inputs       jsonb not null,
  created_by   text not null,
  created_at   timestamptz not null default now()
);
create index risk_run_newest on risk_run (portfolio_id, as_of desc, created_at desc);

-- Readers see exactly one run of a portfolio and date; older ones stay for comparison.
create table current_risk_run (
  portfolio_id bigint not null references portfolio (id),
  as_of        date not null,
  run_id       uuid not null references risk_run (id),
  primary key (portfolio_id, as_of)
);

create table batch_job (
  job_id             uuid primary key,
  run_id             uuid not null references risk_run (id),
  ordinal            integer not null,
  job_name           text not null,
  portfolio_id       bigint not null,
  status             text not null,
  attempt            integer not null,
  retry_count        integer not null,
  warnings           jsonb not null,
  error_message      text,
  execution_time_ms  double precision not null,
  records_processed  integer not null,
  created_by         text not null,
  created_at         timestamptz not null default now()
);
create index batch_job_of_run on batch_job (run_id, ordinal);

create table position_value (
  run_id       uuid not null references risk_run (id),
  position_id  text not null,
  ordinal      integer not null,
  instrument   text not null,
  type         text not null,
  quantity     numeric(20,8) not null,
  price        numeric(20,8) not null,
  market_value numeric(20,2) not null,
  cost         numeric(20,2) not null,
  unrealised   numeric(20,2) not null,
  daily_pnl    numeric(20,2),
  primary key (run_id, position_id)
);

create table position_greeks (
  run_id            uuid not null references risk_run (id),
  position_id       text not null,
  ordinal           integer not null,
  instrument        text not null,
  delta             double precision not null,
  dollar_delta      double precision not null,
  gamma             double precision not null,
  dollar_gamma      double precision not null,
  theta             double precision not null,
  vega              double precision not null,
  rho               double precision not null,
  volatility        double precision,
  volatility_source text,
  primary key (run_id, position_id)
);

create table portfolio_snapshot (
  run_id         uuid primary key references risk_run (id),
  portfolio_id   bigint not null,
  as_of          date not null,
  nav            numeric(20,2) not null,
  cash           numeric(20,2) not null,
  daily_pnl      numeric(20,2),
  daily_return   double precision,
  cumulative_pnl numeric(20,2) not null,
  aggregate      jsonb not null,
  greeks         jsonb
);
create index portfolio_snapshot_of_date on portfolio_snapshot (portfolio_id, as_of);
