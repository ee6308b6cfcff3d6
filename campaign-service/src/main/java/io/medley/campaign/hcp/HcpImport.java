package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.InputStream;

/** Imports HCPs from CSV. */
public interface HcpImport {

  /**
   * Reads the file as a stream, in steps of its own transactions, and upserts by external id. A bad
   * row is reported and skipped, the others are imported; importing the same file twice changes
   * nothing the second time. Consent columns write consent rows where they say something new; they
   * never overrule a withdrawal the HCP made.
   *
   * <p>Header: {@code
   * external_id,first_name,last_name,email,country,language,zone,specialty,type,tier,
   * consent_email,consent_rep_email,affinity_email,affinity_rep,affinity_web}; the last five,
   * {@code zone}, {@code specialty}, {@code type} and {@code tier} may be empty or absent. Consent
   * is {@code GRANTED} or {@code WITHDRAWN} (also {@code yes}/{@code no}) or empty; affinity is 0
   * to 1.
   *
   * @param csv UTF-8; the caller closes it
   * @throws ImportRefused if the file as a whole cannot be read as such a table
   */
  ImportReport importCsv(InputStream csv, Actor actor) throws IOException;
}
