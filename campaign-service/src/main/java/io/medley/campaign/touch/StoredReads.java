package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions of a decision as they were answered once. A question that was never asked
 * then is told as such: the rules have taken another way.
 */
final class StoredReads implements GateReads, Choosing.Trial {

  /** The rules ask what was not asked when the decision was made. */
  static final class NeverAsked extends RuntimeException {
    NeverAsked(String question) {
      super("The decision was made without asking for " + question);
    }
  }

  private final GateInputs inputs;

  StoredReads(GateInputs inputs) {
    this.inputs = inputs;
  }

  private static <T> T asked(@Nullable T answer, String question) {
    if (answer == null) {
      throw new NeverAsked(question);
    }
    return answer;
  }

  @Override
  public Rules rules(String country) {
    return asked(inputs.rules(), "the rules of the country");
  }

  @Override
  public Map<String, Optional<String>> channels(
      Collection<String> names, HcpProfile hcp, Instant now) {
    return inputs.channels();
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    return inputs.contactsByChannel();
  }

  @Override
  public List<KillSwitches.Switch> switches(UUID campaign) {
    return inputs.switches();
  }

  @Override
  public Optional<String> exit(TouchCommand command, Instant now) {
    return Optional.ofNullable(inputs.exit());
  }

  @Override
  public Optional<Agreement> consent(HcpId hcp, String channel, Instant now) {
    return Optional.ofNullable(inputs.consents().get(channel));
  }

  @Override
  public Optional<Suppressions.Why> suppressed(HcpId hcp, String channel) {
    return Optional.ofNullable(inputs.suppressed().get(channel));
  }

  @Override
  public Practice practice(HcpId hcp) {
    return asked(inputs.practice(), "the practice");
  }

  @Override
  public Set<LocalDate> holidays(String country, LocalDate from, LocalDate until) {
    return inputs.holidays();
  }

  @Override
  public List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow) {
    return inputs.contacts();
  }

  @Override
  public List<WaitingTouch> waiting(TouchCommand command, boolean shadow) {
    return inputs.waiting();
  }

  @Override
  public Optional<Instant> firstAsked(TouchCommand command, Instant now) {
    return Optional.ofNullable(inputs.firstAsked());
  }

  @Override
  public ApprovalState.Lease lease() {
    return asked(inputs.lease(), "the lease");
  }

  @Override
  public Map<UUID, ServableVersion> versions(Collection<UUID> ids) {
    Map<UUID, ServableVersion> known = new HashMap<>(inputs.versions());
    known.keySet().retainAll(Set.copyOf(ids));
    return known;
  }

  @Override
  public List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp) {
    return inputs.unservable();
  }

  @Override
  public HcpHistory history(TouchCommand command, Instant now) {
    return inputs.history();
  }

  @Override
  public Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp) {
    return Optional.ofNullable(inputs.servedFirst());
  }

  @Override
  public CatalogSelection.Proposal propose(CatalogSelection.Wanted wanted, long epoch) {
    if (inputs.catalogAway()) {
      throw new CatalogSelection.CatalogUnavailable(
          "It did not answer then", new IllegalStateException("stored"));
    }
    return asked(inputs.proposal(), "the catalog's proposal");
  }

  @Override
  public Choosing.Tried render(
      TouchCommand command, ServableVersion version, @Nullable RenderedForm form) {
    return asked(inputs.tried().get(version.versionId()), "version " + version.versionId());
  }
}
