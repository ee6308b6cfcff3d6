-- Up to where records of the workflow engine were read, per reader and partition of the engine.
CREATE TABLE engine_read_place (
  reader    text    NOT NULL,
  partition integer NOT NULL,
  position  bigint  NOT NULL,
  PRIMARY KEY (reader, partition)
);
GRANT SELECT, INSERT, UPDATE ON engine_read_place TO ${appRole};
