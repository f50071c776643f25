// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Ways to reach somebody, as lines. */
final class WayWriter {
  private static final List<WayRules.Feature> NONE = List.of();

  private WayWriter() {}

  static void phone(Output out, String key, JsonNode entry) {
    if (!entry.path("number").isTextual()) {
      return;
    }
    String number = entry.path("number").asText();
    Output.Line line = out.entry("TEL", key, entry);
    JsonNode features = entry.path("features");
    for (WayRules.Feature feature : features.isEmpty() ? NONE : WayRules.FEATURES) {
      boolean isMain = out.isOld() && feature.type().equals("main-number");
      line.typeIf(features.path(feature.name()), isMain ? "main" : feature.type());
    }
    if (out.isOld() && number.startsWith("tel:")) {
      line.text(number.substring("tel:".length()));
    } else if (!out.isOld() && isUri(number)) {
      line.parameter("VALUE", "uri").value(number);
    } else {
      line.text(number);
    }
  }

  private static boolean isUri(String text) {
    if (!text.startsWith("tel:") && !text.startsWith("sip:") && !text.startsWith("sips:")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '\\' || c == '"') {
        return false;
      }
    }
    return true;
  }

  static void email(Output out, String key, JsonNode entry) {
    if (entry.path("address").isTextual()) {
      Output.Line line = out.entry("EMAIL", key, entry);
      if (out.isOld()) {
        line.type("internet");
      }
      line.text(entry.path("address").asText());
    }
  }

  static void onlineService(Output out, String key, JsonNode entry) {
    String spelling = entry.path("vCardName").asText().toUpperCase(Locale.ROOT);
    JsonNode uri = entry.path("uri");
    JsonNode user = entry.path("user");
    if (Services.properties().contains(spelling) && user.isTextual() && !uri.isTextual()) {
      out.entry(spelling, key, entry).text(user.asText());
    } else if (spelling.equals("IMPP") && uri.isTextual()) {
      Output.Line line = out.entry("IMPP", key, entry);
      line.parameterIf(out.isOld() ? "X-SERVICE-TYPE" : "SERVICE-TYPE", entry.path("service"));
      line.parameterIf(out.isOld() ? "X-USER" : "USERNAME", user).uri(uri.asText());
    } else if (uri.isTextual() && out.isOld()) {
      appleProfile(out, key, entry);
    } else if (uri.isTextual()) {
      Output.Line line = out.entry("SOCIALPROFILE", key, entry);
      line.parameterIf("SERVICE-TYPE", entry.path("service"));
      line.parameterIf("USERNAME", user).uri(uri.asText());
    } else if (user.isTextual()) {
      Output.Line line = out.entry("SOCIALPROFILE", key, entry).parameter("VALUE", "text");
      line.parameterIf("SERVICE-TYPE", entry.path("service")).text(user.asText());
    }
  }

  private static void appleProfile(Output out, String key, JsonNode entry) {
    Output.Line line = out.entry("X-SOCIALPROFILE", key, entry);
    String service = entry.path("service").asText();
    if (!service.isEmpty()) {
      line.type(service.toLowerCase(Locale.ROOT));
      if (!service.equals(service.toLowerCase(Locale.ROOT))) {
        line.parameter("X-SERVICE-TYPE", service);
      }
    }
    line.parameterIf("X-USER", entry.path("user")).uri(entry.path("uri").asText());
  }

  static void language(Output out, String key, JsonNode entry) {
    if (entry.path("language").isTextual()) {
      out.entry("LANG", key, entry).text(entry.path("language").asText());
    }
  }

  static void schedulingAddress(Output out, String key, JsonNode entry) {
    if (entry.path("uri").isTextual()) {
      out.entry("CALADRURI", key, entry).uri(entry.path("uri").asText());
    }
  }

  static void calendar(Output out, String key, JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "calendar" -> resource(out, "CALURI", key, entry);
      case "freeBusy" -> resource(out, "FBURL", key, entry);
      default -> {}
    }
  }

  static void directory(Output out, String key, JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "entry" -> resource(out, "SOURCE", key, entry);
      case "directory" -> resource(out, "ORG-DIRECTORY", key, entry);
      default -> {}
    }
  }

  static void link(Output out, String key, JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "contact" -> resource(out, "CONTACT-URI", key, entry);
      case "" -> resource(out, "URL", key, entry);
      default -> {}
    }
  }

  static void resource(Output out, String name, String key, JsonNode entry) {
    if (entry.path("uri").isTextual()) {
      Output.Line line = out.entry(name, key, entry);
      line.parameterIf("MEDIATYPE", entry.path("mediaType"));
      line.parameterIf("INDEX", entry.path("listAs"));
      line.uri(entry.path("uri").asText());
    }
  }
}
