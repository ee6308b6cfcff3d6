-- How fast a channel may send, by its sender and the country; '*' stands for every sender or country. Every row that fits must have
-- a token. Times are of the business clock.
create table token_bucket (
  channel     text             not null,
  sender      text             not null,
  country     text             not null check (country = '*' or country ~ '^[A-Z]{2}$'),
  capacity    integer          not null check (capacity between 1 and 1000000),
  per_minute  double precision not null check (per_minute > 0 and per_minute <= 1000000),
  tokens      double precision not null,
  refilled_at timestamptz      not null,
  next_slot   timestamptz      not null,  -- the slot handed out to whoever finds it empty next
  primary key (channel, sender, country)
);

-- What mobile networks take from one sender without complaint.
insert into token_bucket (channel, sender, country, capacity, per_minute, tokens, refilled_at, next_slot)
values ('SMS', '*', '*', 50, 600, 50, now(), now());

grant select, insert, update, delete on token_bucket to ${appRole};
