package io.medley.campaign.hcp.file;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpRegister;
import io.medley.campaign.hcp.HcpRegister.Change;
import io.medley.campaign.hcp.HcpRegister.Upserted;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores checked rows with their consents and audit entries, many in one transaction. */
@Component
class HcpRowStoring {

  private final HcpRegister register;
  private final Consents consents;
  private final AuditTrail audit;
  private final Clock clock;

  HcpRowStoring(HcpRegister register, Consents consents, AuditTrail audit, Clock clock) {
    this.register = register;
    this.consents = consents;
    this.audit = audit;
    this.clock = clock;
  }

  /** A channel and a purpose. */
  private record Subject(String channel, String purpose) {

    /** From the key of {@link HcpRow#consents}. */
    static Subject of(String key) {
      String[] parts = key.split(":", 2);
      return new Subject(parts[0], parts.length > 1 ? parts[1] : Consents.PROMOTION);
    }

    @Override
    public String toString() {
      return channel + "/" + purpose;
    }
  }

  /** Stores the rows in the caller's transaction; no external id twice. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Tally store(List<HcpRow> rows, UUID run, Actor actor) {
    Tally tally = new Tally();
    List<Upserted> upserted = register.upsert(rows.stream().map(HcpRow::draft).toList(), actor);
    Instant now = clock.instant();
    List<AuditEvent> events = new ArrayList<>();
    List<Consents.Draft> first = new ArrayList<>();
    List<HcpId> known = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      HcpRow row = rows.get(i);
      Upserted one = upserted.get(i);
      Map<String, Object> facts = new HashMap<>();
      facts.put("import", run.toString());
      facts.put("row", row.line());
      switch (one.change()) {
        case CREATED -> {
          tally.created++;
          Map<String, String> agreed = new TreeMap<>();
          row.consents()
              .forEach(
                  (key, status) -> {
                    Subject subject = Subject.of(key);
                    agreed.put(subject.toString(), status.name());
                    first.add(draft(one.id(), subject, status, row, run, now));
                  });
          if (!agreed.isEmpty()) {
            facts.put("consents", agreed);
          }
          events.add(new AuditEvent("hcp", one.pseudonym(), "created", actor, facts));
        }
        case UPDATED -> {
          tally.updated++;
          events.add(new AuditEvent("hcp", one.pseudonym(), "updated", actor, facts));
        }
        case UNCHANGED -> tally.unchanged++;
        case ERASED ->
            tally.reject(row.line(), "This person was erased and is not imported again.");
      }
      if (one.change() == Change.UPDATED || one.change() == Change.UNCHANGED) {
        known.add(one.id());
      }
    }
    consents.recordFirst(first, actor);
    tally.consents += first.size();
    audit.appendAll(events);
    Map<HcpId, List<ConsentEntry>> latest = consents.allAsOf(known, now);
    for (int i = 0; i < rows.size(); i++) {
      Change change = upserted.get(i).change();
      if (change == Change.UPDATED || change == Change.UNCHANGED) {
        HcpId hcp = upserted.get(i).id();
        agree(rows.get(i), hcp, latest.getOrDefault(hcp, List.of()), run, now, actor, tally);
      }
    }
    return tally;
  }

  /** What a row says of somebody who was asked before. */
  private void agree(
      HcpRow row,
      HcpId hcp,
      List<ConsentEntry> before,
      UUID run,
      Instant now,
      Actor actor,
      Tally tally) {
    row.consents()
        .forEach(
            (key, status) -> {
              Subject subject = Subject.of(key);
              Optional<ConsentEntry> latest =
                  before.stream()
                      .filter(entry -> entry.channel().equals(subject.channel()))
                      .filter(entry -> entry.purpose().equals(subject.purpose()))
                      .findFirst();
              if (latest.isPresent() && latest.get().status() == status) {
                return;
              }
              if (latest.isPresent() && status == ConsentStatus.GRANTED) {
                if (latest.get().status() == ConsentStatus.EXPIRED) {
                  tally.remark(
                      row.line(),
                      "Consent for %s has expired: only the HCP can renew it.".formatted(key));
                  return;
                }
                if (latest.get().source() == ConsentSource.HCP
                    && latest.get().status() == ConsentStatus.WITHDRAWN) {
                  tally.remark(
                      row.line(),
                      "Consent for %s stays withdrawn: the HCP withdrew it in person."
                          .formatted(key));
                  return;
                }
              }
              consents.record(draft(hcp, subject, status, row, run, now), actor);
              tally.consents++;
            });
  }

  private static Consents.Draft draft(
      HcpId hcp, Subject subject, ConsentStatus status, HcpRow row, UUID run, Instant now) {
    return new Consents.Draft(
        hcp,
        subject.channel(),
        subject.purpose(),
        status,
        now,
        ConsentSource.IMPORT,
        "import " + run + " row " + row.line(),
        null,
        null);
  }
}
