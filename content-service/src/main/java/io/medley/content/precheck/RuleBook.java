package io.medley.content.precheck;

import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The packs in words, for people who do not read data files. */
@Component
public class RuleBook {

  private final RulePacks packs;

  RuleBook(RulePacks packs) {
    this.packs = packs;
  }

  /** Every market's pack, the common one first. */
  public List<Pack> packs() {
    return packs.all().stream()
        .map(
            pack ->
                new Pack(
                    pack.market(),
                    pack.title(),
                    pack.version(),
                    Rules.all().stream().map(rule -> entry(rule, pack.rule(rule.id()))).toList()))
        .toList();
  }

  private static Entry entry(Rule rule, RuleSettings settings) {
    return new Entry(
        rule.id(),
        settings.title(),
        rule.kind(),
        settings.isOff(),
        settings.severity(),
        settings.basis(),
        settings.why(),
        settings.mayOverride(),
        new TreeSet<>(rule.cases())
            .stream()
                .map(
                    name ->
                        new Case(
                            name,
                            settings.severity(name),
                            settings.message(name),
                            settings.fix(name)))
                .toList());
  }

  /** A market's rules; {@code *} is what every other market checks. */
  public record Pack(String market, String title, String version, List<Entry> rules) {
    public Pack {
      rules = List.copyOf(rules);
    }
  }

  /** One rule of a market. */
  public record Entry(
      String id,
      String title,
      Finding.Kind kind,
      boolean off,
      Severity severity,
      String basis,
      String why,
      List<String> mayOverride,
      List<Case> cases) {
    public Entry {
      mayOverride = List.copyOf(mayOverride);
      cases = List.copyOf(cases);
    }
  }

  /** One thing a rule may find. */
  public record Case(String name, Severity severity, String message, String fix) {}
}
