// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/** Writes links: as the property they came from, else as their relation tells. */
final class LinkWriter {
  private static final String BASE64 = ";base64,";

  private final Writing writing;
  private boolean hasUrl;

  LinkWriter(Writing writing) {
    this.writing = writing;
    this.hasUrl =
        writing.entries(LinkRules.LINKS).stream()
            .anyMatch(one -> origin(one.getKey()).equals("URL"));
  }

  void write() {
    for (Map.Entry<String, ObjectNode> one : writing.entries(LinkRules.LINKS)) {
      ObjectNode link = one.getValue();
      String href = link.path("href").asText();
      if (link.path("href").isTextual()
          && !href.isBlank()
          && href.equals(Text.keepOnOneLine(href))) {
        write(one.getKey(), link, href);
      }
    }
  }

  private String origin(String key) {
    return Preserved.convertedFrom(writing.object, LinkRules.LINKS + "/" + key + "/href")
        .path("name")
        .asText()
        .toUpperCase(Locale.ROOT);
  }

  private String property(String key, ObjectNode link) {
    String rel = Writing.textOf(link, "rel");
    String origin = origin(key);
    if (origin.equals("URL") && (rel.isEmpty() || rel.equals("describedby"))) {
      return origin;
    }
    if (origin.equals("LINK")) {
      return origin;
    }
    if (rel.equals("describedby") && writing.surface.isNew() && !hasUrl) {
      hasUrl = true;
      return "URL";
    }
    return switch (rel) {
      case "", "enclosure" -> "ATTACH";
      case "icon" -> "IMAGE";
      default -> "LINK";
    };
  }

  private void write(String key, ObjectNode link, String href) {
    String property = property(key, link);
    String type = Writing.textOf(link, "contentType");
    Optional<String> bytes =
        property.equals("ATTACH") || property.equals("IMAGE")
            ? bytes(href, type)
            : Optional.empty();
    String value = bytes.orElse(href);
    Writing.Out out = writing.entry(property, LinkRules.LINKS, key, "href", value);
    if (bytes.isPresent()) {
      out.with("ENCODING", "BASE64").with("VALUE", "BINARY");
    } else if (property.equals("IMAGE") || property.equals("LINK")) {
      out.with("VALUE", "URI");
    }
    String rel = Writing.textOf(link, "rel");
    if (property.equals("LINK") && JCal.isName(rel)) {
      out.with("LINKREL", rel);
    }
    if (property.equals("IMAGE")) {
      out.with("DISPLAY", displays(key, link));
    }
    writeTitle(out, property, key, Writing.textOf(link, "title"));
    out.with("FMTTYPE", type);
    if (link.path("size").isIntegralNumber() && link.path("size").asLong() >= 0) {
      out.with("SIZE", link.path("size").asText());
    }
    out.value(value);
  }

  /** The base64 of a data: URI whose type is the link's own, so that it can come back. */
  private static Optional<String> bytes(String href, String type) {
    String head = "data:" + type + BASE64;
    return href.startsWith(head) && LinkRules.isBase64(href.substring(head.length()))
        ? Optional.of(href.substring(head.length()))
        : Optional.empty();
  }

  private List<Parameter> kept(String key, String property) {
    String path = LinkRules.LINKS + "/" + key + "/href";
    return Preserved.parameters(writing.object, path, property);
  }

  private List<String> displays(String key, ObjectNode link) {
    List<String> all = new ArrayList<>(TextRules.names(link, "display"));
    String first = Writing.textOf(link, "display");
    if (!first.isEmpty()) {
      boolean isKept =
          kept(key, "IMAGE").stream()
              .anyMatch(
                  p -> p.name().equals("DISPLAY") && p.values().get(0).equalsIgnoreCase(first));
      all = isKept ? List.of() : List.of(first);
    }
    return all.stream()
        .filter(word -> JCal.isName(word) && word.equals(word.toLowerCase(Locale.ROOT)))
        .map(word -> word.toUpperCase(Locale.ROOT))
        .toList();
  }

  /** The title where it came from; the usual parameter where that is not known. */
  private void writeTitle(Writing.Out out, String property, String key, String title) {
    for (String name : LinkRules.TITLES) {
      if (kept(key, property).stream().anyMatch(p -> p.name().equals(name))) {
        out.with(name, title);
        return;
      }
    }
    out.with(LinkRules.usualTitle(property), title);
  }
}
