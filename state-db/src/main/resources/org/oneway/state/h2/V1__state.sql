-- SPDX-License-Identifier: Apache-2.0
-- What is remembered of all syncs. Plain SQL that H2 and PostgreSQL both understand.
--
-- A row of a sync that has a number has the key sync_id * 2^32 + number, so that rows of one sync
-- lie together, in the order of their numbers. References and keys are looked up by a hash of 28
-- bits: an index of long strings would be ten times as large and as slow. check_sum is a CRC-32
-- over the row, so that a damaged row is not taken for a good one. An instant is its second and
-- nanosecond. Bytes may go on in table overflow.

CREATE TABLE state (
    generation BIGINT NOT NULL
);
INSERT INTO state VALUES (0);

CREATE TABLE sync (
    sync_id INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    next_pairing INTEGER NOT NULL,
    next_foreign INTEGER NOT NULL,
    source_name VARCHAR,
    source_type VARCHAR,
    source_identity VARCHAR,
    target_name VARCHAR,
    target_type VARCHAR,
    target_identity VARCHAR
);

-- target_uid, target_rules and target_hash are null where they are as the source's; left_rules and
-- left_hash where they are as the target's; target_key_hash where it is as source_key_hash.
CREATE TABLE pairing (
    folder INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    source_uid VARCHAR NOT NULL,
    target_uid VARCHAR,
    origin VARCHAR NOT NULL,
    source_reference VARCHAR NOT NULL,
    source_version VARCHAR,
    source_rules INTEGER NOT NULL,
    source_hash VARCHAR NOT NULL,
    target_reference VARCHAR NOT NULL,
    target_version VARCHAR,
    target_rules INTEGER,
    target_hash VARCHAR,
    target_folder VARCHAR NOT NULL,
    left_rules INTEGER,
    left_hash VARCHAR,
    own_fields INTEGER NOT NULL,
    updated_second BIGINT,
    updated_nano INTEGER,
    notices VARCHAR NOT NULL,
    check_sum INTEGER NOT NULL,
    source_reference_hash INTEGER NOT NULL,
    target_reference_hash INTEGER NOT NULL,
    source_key_hash INTEGER NOT NULL,
    target_key_hash INTEGER,
    id BIGINT PRIMARY KEY
);
CREATE INDEX pairing_source_reference ON pairing (source_reference_hash);
CREATE INDEX pairing_target_reference ON pairing (target_reference_hash);
CREATE INDEX pairing_source_key ON pairing (source_key_hash);
CREATE INDEX pairing_target_key ON pairing (target_key_hash);

-- How many pairings each folder pairing has.
CREATE TABLE pairing_count (
    sync_id INTEGER NOT NULL,
    folder INTEGER NOT NULL,
    pairings INTEGER NOT NULL,
    PRIMARY KEY (sync_id, folder)
);

-- The kept items of a pairing, compressed.
CREATE TABLE kept (
    items BYTEA NOT NULL,
    id BIGINT PRIMARY KEY
);

-- The pairing as it is if the write happened, in the columns of table pairing.
CREATE TABLE intent (
    folder INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    source_uid VARCHAR NOT NULL,
    target_uid VARCHAR,
    origin VARCHAR NOT NULL,
    source_reference VARCHAR NOT NULL,
    source_version VARCHAR,
    source_rules INTEGER NOT NULL,
    source_hash VARCHAR NOT NULL,
    target_reference VARCHAR NOT NULL,
    target_version VARCHAR,
    target_rules INTEGER,
    target_hash VARCHAR,
    target_folder VARCHAR NOT NULL,
    left_rules INTEGER,
    left_hash VARCHAR,
    own_fields INTEGER NOT NULL,
    updated_second BIGINT,
    updated_nano INTEGER,
    notices VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    before_reference VARCHAR,
    planned_reference VARCHAR,
    write_folder VARCHAR NOT NULL,
    expected_version VARCHAR,
    sync_id INTEGER NOT NULL,
    intent_id BIGINT NOT NULL,
    check_sum INTEGER NOT NULL,
    items BYTEA,
    seq BIGINT PRIMARY KEY,
    UNIQUE (sync_id, intent_id)
);

CREATE TABLE folder (
    number INTEGER NOT NULL,
    source_id VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    source_role VARCHAR,
    source_color VARCHAR,
    source_order BIGINT,
    source_description VARCHAR,
    target_id VARCHAR NOT NULL,
    target_name VARCHAR NOT NULL,
    target_role VARCHAR,
    target_color VARCHAR,
    target_order BIGINT,
    target_description VARCHAR,
    source_gone_reported BOOLEAN NOT NULL,
    check_sum INTEGER NOT NULL,
    id BIGINT PRIMARY KEY
);

-- Unpaired target items; identity holds their hashes, eight bytes each.
CREATE TABLE unpaired (
    reference VARCHAR NOT NULL,
    version VARCHAR,
    folder VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    uid VARCHAR NOT NULL,
    identity BYTEA NOT NULL,
    check_sum INTEGER NOT NULL,
    reference_hash INTEGER NOT NULL,
    id BIGINT PRIMARY KEY
);
CREATE INDEX unpaired_reference ON unpaired (reference_hash);

CREATE TABLE checkpoint (
    sync_id INTEGER NOT NULL,
    side VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    mark BYTEA NOT NULL,
    check_sum INTEGER NOT NULL,
    seq BIGINT PRIMARY KEY,
    UNIQUE (sync_id, side, scope)
);

CREATE TABLE pending (
    pending_id VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    reference VARCHAR,
    title VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    finding_level VARCHAR NOT NULL,
    finding_property VARCHAR NOT NULL,
    finding_place VARCHAR NOT NULL,
    finding_reason VARCHAR NOT NULL,
    since_second BIGINT NOT NULL,
    since_nano INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    ignored BOOLEAN NOT NULL,
    check_sum INTEGER NOT NULL,
    sync_id INTEGER NOT NULL,
    PRIMARY KEY (sync_id, pending_id)
);

CREATE TABLE deletions (
    folder INTEGER NOT NULL,
    at_second BIGINT NOT NULL,
    at_nano INTEGER NOT NULL,
    items INTEGER NOT NULL,
    allowed BOOLEAN NOT NULL,
    check_sum INTEGER NOT NULL,
    sync_id INTEGER NOT NULL,
    seq BIGINT PRIMARY KEY
);

CREATE TABLE run (
    run_id VARCHAR NOT NULL,
    sync VARCHAR NOT NULL,
    start_second BIGINT NOT NULL,
    start_nano INTEGER NOT NULL,
    took_second BIGINT NOT NULL,
    took_nano INTEGER NOT NULL,
    exit_code INTEGER NOT NULL,
    counts VARCHAR NOT NULL,
    result VARCHAR NOT NULL,
    check_sum INTEGER NOT NULL,
    seq BIGINT PRIMARY KEY
);
CREATE INDEX run_start ON run (start_second DESC, start_nano DESC, seq DESC);

-- Where bytes go on that are longer than a column may hold. home names the table.
CREATE TABLE overflow (
    home VARCHAR NOT NULL,
    id BIGINT NOT NULL,
    part INTEGER NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (home, id, part)
);
