package io.medley.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags as the API takes them. */
public final class SampleTags {

  private SampleTags() {}

  /** Of a British e-mail to HCPs with everything submission asks for; the map may be changed. */
  public static Map<String, Object> email(String title, String jobCode) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("title", title);
    tags.put("jobCode", jobCode);
    tags.put("brandId", "zelvaro");
    tags.put("indicationIds", List.of("hypertension-adults"));
    tags.put("materialType", "EMAIL");
    tags.put("purpose", "PROMOTIONAL");
    tags.put("countries", List.of("GB"));
    tags.put("language", "en-GB");
    tags.put("audiences", List.of("HCP"));
    tags.put("channels", List.of("EMAIL"));
    tags.put("details", Map.of("keyMessageIds", List.of("INDICATION"), "imageUse", "NONE"));
    return tags;
  }
}
