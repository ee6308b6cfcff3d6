package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.InputStream;

/**
 * Imports HCPs from a file while the caller waits; see {@link HcpImports} for long ones. The file
 * is read as a stream, in steps of its own transactions, and each row is upserted by external id: a
 * bad row is reported and skipped, the others are imported; importing the same file twice changes
 * nothing the second time. What a row does not mention stays as it is. Consent columns write
 * consent rows where they say something new; they never overrule a withdrawal the HCP made. Who was
 * erased is not imported again.
 */
public interface HcpImport {

  /**
   * Imports CSV (RFC 4180) with a header. Required columns: {@code
   * external_id,first_name,last_name,email,country,language}. Known beside them:
   *
   * <ul>
   *   <li>{@code zone,specialty,type,tier}; the type is the name of an {@link HcpType}
   *   <li>{@code territory}, a territory's code, made if it is new
   *   <li>{@code hco_id,hco_name,hco_kind,hco_role}, one affiliation
   *   <li>{@code tier_<brand>}, the tier for a brand
   *   <li>{@code phone}, a number of E.164; absent or empty leaves what is known
   *   <li>{@code consent_email,consent_rep_email,consent_sms,consent_portal,consent_webhook} and
   *       {@code consent_profiling}, that reading is seen and used: {@code GRANTED}, {@code
   *       WITHDRAWN}, {@code yes}, {@code no} or empty
   *   <li>{@code affinity_email,affinity_rep,affinity_web}, 0 to 1
   *   <li>{@code declared_<name>,observed_<name>,inferred_<name>,rep_<name>}, a fact of that basis;
   *       {@code source,confidence,observed_at,consent_scope} hold for all facts of the row
   * </ul>
   *
   * @param csv UTF-8; the caller closes it
   * @throws ImportRefused if the file as a whole cannot be read as such a table
   */
  ImportReport importCsv(InputStream csv, Actor actor) throws IOException;

  /**
   * Imports JSON lines: one object a line, with the CSV's columns as members. Lists may be given as
   * such: {@code "affiliations": [{"id","name","kind","role"}]}, {@code "tiers": {brand: tier}},
   * {@code "facts": [{"name","value","basis","source","confidence","observedAt","consentScope"}]}.
   *
   * @param lines UTF-8; the caller closes it
   * @throws ImportRefused if the file is not text, or a line is longer than 100,000 characters
   */
  ImportReport importJsonLines(InputStream lines, Actor actor) throws IOException;

  /**
   * Imports a JSON array whose elements are objects as in {@link #importJsonLines}; a row's number
   * is its place in the array, from 1.
   *
   * @param array UTF-8; the caller closes it
   * @throws ImportRefused if the file is not such an array, or one of its objects is longer than
   *     1,000,000 bytes
   */
  ImportReport importJson(InputStream array, Actor actor) throws IOException;
}
