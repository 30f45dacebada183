-- A model trained once more, to see whether the same bits come out.
create table verification (
  id uuid primary key,
  model_id uuid not null references models (id) on delete cascade,
  status text not null default 'pending' check (
    status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
  stored_sha256 char(64) not null,
  computed_sha256 char(64),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  worker_pid bigint,
  worker_host text,
  error text,
  check ((status = 'completed') = (computed_sha256 is not null)),
  check ((status in ('completed', 'failed', 'cancelled')) = (finished_at is not null))
);
create unique index verification_one_at_a_time on verification (model_id)
  where status in ('pending', 'running');
create index verification_by_model on verification (model_id, requested_at desc, id);

create function guard_verification_status() returns trigger language plpgsql as $$
begin
  if old.status in ('completed', 'failed', 'cancelled')
      or (old.status = 'running' and new.status = 'pending') then
    raise exception 'verification status: % -> % (no such move)', old.status, new.status
      using errcode = 'check_violation', constraint = 'verification_status_moves';
  end if;
  return new;
end
$$;
create trigger verification_status_moves before update on verification
  for each row execute function guard_verification_status();
