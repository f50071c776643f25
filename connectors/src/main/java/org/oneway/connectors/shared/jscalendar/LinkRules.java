// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscalendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is attached or referred to: ATTACH, IMAGE, LINK, URL, RELATED-TO. */
final class LinkRules {
  static final String LINKS = "links";

  /** What a file is called, in the order in which it counts. */
  static final List<String> TITLES = List.of("FILENAME", "LABEL", "X-FILENAME");

  private static final Set<String> BASE64 = Set.of("BASE64", "B");

  private LinkRules() {}

  static void addTo(Map<String, Rule> rules) {
    addAttachmentsTo(rules);
    rules.put("RELATED-TO", LinkRules::related);
  }

  /** Those that places and participants have, too. */
  static void addAttachmentsTo(Map<String, Rule> rules) {
    for (String name : List.of("ATTACH", "IMAGE", "LINK", "URL")) {
      rules.put(name, LinkRules::link);
    }
  }

  private static void link(Reading reading, Line line) {
    Optional<String> href = href(line);
    Optional<String> rel = rel(line);
    if (href.isEmpty() || rel.isEmpty()) {
      reading.raw(line.content(), "is no link that JSCalendar has");
      return;
    }
    boolean wasDescribed = reading.isDescribed;
    reading.isDescribed |= rel.get().equals("describedby");
    ObjectNode link = Reading.JSON.objectNode().put("@type", "Link");
    link.put("href", href.get());
    boolean isUrl = line.name().equals("URL");
    if (isUrl && !reading.surface.isNew()) {
      rel = Optional.of("");
    }
    rel.filter(word -> !word.isEmpty()).ifPresent(word -> link.put("rel", word));
    line.take("FMTTYPE").ifPresent(type -> link.put("contentType", type));
    readSize(line, link);
    readDisplay(line, link, reading.surface);
    readTitle(line, link);
    String key = reading.add(line, LINKS, line.value(), link);
    String path = LINKS + "/" + key + "/href";
    boolean isForgotten = rel.get().isEmpty() || (isUrl && wasDescribed);
    if (isForgotten || (line.name().equals("LINK") && isKnown(reading.surface, rel.get()))) {
      reading.preserved.property(path, line.name());
    }
    reading.converted(line, path);
  }

  /** Relations that go to another property than LINK. */
  private static boolean isKnown(Surface surface, String rel) {
    return rel.equals("enclosure")
        || rel.equals("icon")
        || (rel.equals("describedby") && surface.isNew());
  }

  /** Where it is; bytes that the calendar holds are a data: URI (RFC 2397). */
  private static Optional<String> href(Line line) {
    String type = line.peek("VALUE").orElse("URI");
    boolean isEncoded =
        line.peek("ENCODING")
            .filter(word -> BASE64.contains(word.toUpperCase(Locale.ROOT)))
            .isPresent();
    if (line.value().isBlank() || !isAttachable(line.name(), type, isEncoded)) {
      return Optional.empty();
    }
    if (!isEncoded) {
      return Optional.of(line.value());
    }
    if (!isBase64(line.value())) {
      return Optional.empty();
    }
    line.take("VALUE");
    line.take("ENCODING");
    return Optional.of("data:" + line.peek("FMTTYPE").orElse("") + ";base64," + line.value());
  }

  private static boolean isAttachable(String name, String type, boolean isEncoded) {
    return switch (name) {
      case "URL" -> !isEncoded;
      case "LINK" -> !isEncoded && type.equalsIgnoreCase("URI");
      default -> isEncoded || !type.equalsIgnoreCase("BINARY");
    };
  }

  static boolean isBase64(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/' && c != '=') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** What the link is for; nothing where it says nothing, empty where no relation says it. */
  private static Optional<String> rel(Line line) {
    return switch (line.name()) {
      case "ATTACH" -> Optional.of("enclosure");
      case "IMAGE" -> Optional.of("icon");
      case "URL" -> Optional.of("describedby");
      default -> {
        String rel = line.peek("LINKREL").orElse("");
        if (!rel.isEmpty() && !(JCal.isName(rel) && rel.equals(rel.toLowerCase(Locale.ROOT)))) {
          yield Optional.empty();
        }
        line.take("LINKREL");
        yield Optional.of(rel);
      }
    };
  }

  private static void readSize(Line line, ObjectNode link) {
    Optional<String> size = line.peek("SIZE").filter(text -> text.matches("0|[1-9]\\d{0,14}"));
    size.ifPresent(
        text -> {
          line.take("SIZE");
          link.set("size", JCalValues.whole(Long.parseLong(text)));
        });
  }

  private static void readDisplay(Line line, ObjectNode link, Surface surface) {
    List<String> all = line.name().equals("IMAGE") ? line.takeAll("DISPLAY") : List.of();
    if (all.isEmpty()) {
      return;
    }
    if (surface.isNew()) {
      ObjectNode display = link.putObject("display");
      all.forEach(word -> display.put(word.toLowerCase(Locale.ROOT), true));
      return;
    }
    link.put("display", all.get(0).toLowerCase(Locale.ROOT));
    if (all.size() > 1) {
      line.giveBack("DISPLAY", all);
    }
  }

  /** The usual parameter for it goes without saying, others are remembered. */
  private static void readTitle(Line line, ObjectNode link) {
    String usual = usualTitle(line.name());
    for (String parameter : TITLES) {
      Optional<String> title = line.peek(parameter).filter(text -> !text.isEmpty());
      if (title.isPresent()) {
        link.put("title", title.get());
        if (parameter.equals(usual)) {
          line.take(parameter);
        }
        return;
      }
    }
  }

  static String usualTitle(String property) {
    return property.equals("LINK") || property.equals("URL") ? "LABEL" : "FILENAME";
  }

  static void related(Reading reading, Line line) {
    String uid = line.text();
    List<String> types = line.peek("RELTYPE").isEmpty() ? List.of() : line.takeAll("RELTYPE");
    boolean isThere = reading.object.path("relatedTo").has(uid);
    if (uid.isBlank()
        || line.peek("VALUE").filter("XML-REFERENCE"::equalsIgnoreCase).isPresent()
        || (isThere && (types.isEmpty() || !line.rest().isEmpty()))) {
      reading.raw(line.content(), "is no relation that could be told apart");
      return;
    }
    ObjectNode relation = Reading.child(Reading.child(reading.object, "relatedTo"), uid);
    relation.put("@type", "Relation");
    for (String type : types) {
      Reading.child(relation, "relation").put(type.toLowerCase(Locale.ROOT), true);
    }
    reading.converted(line, "relatedTo/" + Pointers.encode(uid));
  }

  static void write(Writing writing) {
    writeAttachments(writing);
    writing
        .object
        .path("relatedTo")
        .properties()
        .forEach(
            one -> {
              if (one.getValue() instanceof ObjectNode relation && !one.getKey().isBlank()) {
                writeRelated(writing, one.getKey(), one.getKey(), relation);
              }
            });
  }

  /** Several relations of one are several lines (RFC 5545 section 3.8.4.5). */
  static void writeRelated(Writing writing, String key, String uid, ObjectNode relation) {
    String path = "relatedTo/" + Pointers.encode(key);
    List<String> types =
        TextRules.names(relation, "relation").stream()
            .filter(type -> JCal.isName(type) && type.equals(type.toLowerCase(Locale.ROOT)))
            .toList();
    if (types.isEmpty()) {
      writing.line("RELATED-TO", path).text(uid);
      return;
    }
    for (int i = 0; i < types.size(); i++) {
      Writing.Out out = i == 0 ? writing.line("RELATED-TO", path) : writing.line("RELATED-TO");
      out.with("RELTYPE", types.get(i).toUpperCase(Locale.ROOT)).text(uid);
    }
  }

  /** Writes the links of an object or an entry. */
  static void writeAttachments(Writing writing) {
    new LinkWriter(writing).write();
  }
}
