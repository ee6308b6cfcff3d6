package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignPlan;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form a marketer fills in; a binding of browser fields, hence the setters. */
class CampaignForm {

  private String name = "";
  private String templateId = "";
  private String brandId = "";
  private List<String> countries = List.of();
  private Map<String, Wait> waits = new LinkedHashMap<>();
  private Map<String, String> contactHours = new LinkedHashMap<>();
  private int capDays = CampaignRequest.DEFAULT_CAP.days();
  private int capMax = CampaignRequest.DEFAULT_CAP.max();
  private String modules = "";
  private List<String> goal = List.of();
  private Map<String, Takes> dates = new LinkedHashMap<>();

  /** When something takes place: a local time, as the browser writes it, and its zone. */
  static class Takes {
    private String at = "";
    private String zone = "";

    public String getAt() {
      return at;
    }

    public void setAt(String at) {
      this.at = at;
    }

    public String getZone() {
      return zone;
    }

    public void setZone(String zone) {
      this.zone = zone;
    }
  }

  /** How long a wait lasts: a number and a unit. */
  static class Wait {
    private @Nullable Long amount;
    private String unit = "D";

    /** The number; null = as the template says. */
    public @Nullable Long getAmount() {
      return amount;
    }

    public void setAmount(@Nullable Long amount) {
      this.amount = amount;
    }

    /** {@code D H M S}. */
    public String getUnit() {
      return unit;
    }

    public void setUnit(String unit) {
      this.unit = unit;
    }

    private @Nullable String iso() {
      if (amount == null) {
        return null;
      }
      return unit.equals("D") ? "P" + amount + "D" : "PT" + amount + unit;
    }

    static Wait of(Duration duration) {
      Wait wait = new Wait();
      long seconds = duration.toSeconds();
      if (seconds % 86_400 == 0) {
        wait.amount = seconds / 86_400;
        wait.unit = "D";
      } else if (seconds % 3_600 == 0) {
        wait.amount = seconds / 3_600;
        wait.unit = "H";
      } else if (seconds % 60 == 0) {
        wait.amount = seconds / 60;
        wait.unit = "M";
      } else {
        wait.amount = seconds;
        wait.unit = "S";
      }
      return wait;
    }
  }

  /** A form filled with what the template proposes. */
  static CampaignForm of(JourneyTemplate template, List<String> countries) {
    CampaignForm form = new CampaignForm();
    form.templateId = template.id();
    form.countries = countries;
    template.steps().stream()
        .filter(step -> step.defaultWait() != null)
        .forEach(
            step -> {
              Duration wait = step.defaultWait();
              if (wait != null) {
                form.waits.put(step.stepId(), Wait.of(wait));
              }
            });
    countries.forEach(country -> form.contactHours.put(country, "Mon-Fri 08:00-18:30"));
    return form;
  }

  /**
   * The plan.
   *
   * @throws io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete if a field cannot be read
   */
  CampaignPlan plan() {
    Map<String, String> durations = new LinkedHashMap<>();
    waits.forEach(
        (step, wait) -> {
          String iso = wait.iso();
          if (iso != null) {
            durations.put(step, iso);
          }
        });
    Map<String, String> hours = new LinkedHashMap<>(contactHours);
    hours.keySet().retainAll(countries);
    return new CampaignRequest(
            name,
            templateId,
            brandId,
            countries,
            durations,
            hours,
            new CampaignRequest.Caps(capDays, capMax),
            null,
            modules.lines().toList(),
            goal,
            readDates())
        .plan();
  }

  private Map<String, String> readDates() {
    Map<String, String> read = new LinkedHashMap<>();
    dates.forEach(
        (event, takes) -> {
          if (!takes.at.isBlank()) {
            read.put(event, takes.at + "[" + takes.zone.strip() + "]");
          }
        });
    return read;
  }

  /** When what the journey is about takes place. */
  public Map<String, Takes> getDates() {
    return dates;
  }

  public void setDates(Map<String, Takes> dates) {
    this.dates = dates;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getTemplateId() {
    return templateId;
  }

  public void setTemplateId(String templateId) {
    this.templateId = templateId;
  }

  public String getBrandId() {
    return brandId;
  }

  public void setBrandId(String brandId) {
    this.brandId = brandId;
  }

  public List<String> getCountries() {
    return countries;
  }

  public void setCountries(List<String> countries) {
    this.countries = countries;
  }

  public Map<String, Wait> getWaits() {
    return waits;
  }

  public void setWaits(Map<String, Wait> waits) {
    this.waits = waits;
  }

  public Map<String, String> getContactHours() {
    return contactHours;
  }

  public void setContactHours(Map<String, String> contactHours) {
    this.contactHours = contactHours;
  }

  public int getCapDays() {
    return capDays;
  }

  public void setCapDays(int capDays) {
    this.capDays = capDays;
  }

  public int getCapMax() {
    return capMax;
  }

  public void setCapMax(int capMax) {
    this.capMax = capMax;
  }

  /** Rules of modules, one a line. */
  public String getModules() {
    return modules;
  }

  /** Events that end a journey well. */
  public List<String> getGoal() {
    return goal;
  }

  public void setGoal(List<String> goal) {
    this.goal = goal;
  }

  public void setModules(String modules) {
    this.modules = modules;
  }
}
