// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.oneway.cli.terminal.Visible;
import org.oneway.cli.terminal.Words;
import org.oneway.engine.similar.FieldChange;

/** Says in words what differs in a field: {@code phone +44 18 -> +44 99}, {@code photo (41 kB)}. */
public final class FieldWords {
  /** No value is shown with more characters than this. */
  private static final int WIDEST = 48;

  /**
   * The members of JSContact (RFC 9553) and JSCalendar (RFC 8984) whose singular is not their name
   * without its last s.
   */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("emails", "e-mail"),
          Map.entry("onlineServices", "online service"),
          Map.entry("addresses", "address"),
          Map.entry("anniversaries", "anniversary"),
          Map.entry("personalInfo", "personal detail"),
          Map.entry("preferredLanguages", "language"),
          Map.entry("schedulingAddresses", "scheduling address"),
          Map.entry("directories", "directory"),
          Map.entry("relatedTo", "relation"),
          Map.entry("speakToAs", "form of address"),
          Map.entry("media", "picture"),
          Map.entry("recurrenceRules", "recurrence"),
          Map.entry("excludedRecurrenceRules", "recurrence"),
          Map.entry("freeBusyStatus", "shown as"),
          Map.entry("virtualLocations", "online meeting"),
          Map.entry("categories", "category"),
          Map.entry("replyTo", "organiser"),
          Map.entry("iCalComponent", "iCalendar property"),
          Map.entry("vCardProps", "vCard property"));

  /** The member that says what an entry is, by the field it is in; first where several could. */
  private static final List<String> VALUES =
      List.of(
          "number",
          "address",
          "uri",
          "name",
          "note",
          "user",
          "full",
          "value",
          "language",
          "title",
          "href");

  private FieldWords() {}

  /** All changes of an item, as one line. */
  public static String of(List<FieldChange> changes) {
    return Replacements.joined(changes).stream()
        .map(FieldWords::of)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * One field of an item that differs, in words.
   *
   * @param name what a user would call the field
   * @param before the value there was, in short; empty where the field is new
   * @param after the value there is; empty where the field is gone
   * @param words all of it in one phrase
   */
  public record Changed(
      String name, Optional<String> before, Optional<String> after, String words) {}

  /** All changes of an item, one by one. */
  public static List<Changed> each(List<FieldChange> changes) {
    return Replacements.joined(changes).stream().map(FieldWords::changed).distinct().toList();
  }

  private static Changed changed(FieldChange change) {
    Optional<CalendarWords.OnDate> date = CalendarWords.OnDate.of(change.path());
    if (date.isPresent() && !date.get().rest().isEmpty()) {
      Changed inside = changed(new FieldChange(date.get().rest(), change.before(), change.after()));
      String name = inside.name() + " on " + date.get().date();
      return new Changed(name, inside.before(), inside.after(), of(change));
    }
    List<String> steps = List.of(change.path().split("/", -1));
    JsonNode shown = change.after().or(change::before).orElseThrow();
    Optional<String> before = change.before().map(value -> value(steps, value));
    Optional<String> after = change.after().map(value -> value(steps, value));
    boolean isInside = before.isPresent() && before.equals(after) && !isMedia(steps);
    return new Changed(
        field(steps, shown),
        before,
        isInside ? after.map(text -> text + " (" + inside(change) + ")") : after,
        of(change));
  }

  /** What a user would call the field under a JSON pointer: {@code phones/p1} is a phone. */
  public static String field(String path) {
    Optional<CalendarWords.OnDate> date = CalendarWords.OnDate.of(path);
    if (date.isPresent()) {
      String rest = date.get().rest();
      return rest.isEmpty()
          ? "the date " + date.get().date()
          : field(rest) + " on " + date.get().date();
    }
    return field(List.of(path.split("/", -1)), MissingNode.getInstance());
  }

  /** One change. */
  static String of(FieldChange change) {
    Optional<CalendarWords.OnDate> date = CalendarWords.OnDate.of(change.path());
    if (date.isPresent()) {
      return on(date.get(), change);
    }
    return CalendarWords.of(change).orElseGet(() -> plainly(change));
  }

  private static String on(CalendarWords.OnDate date, FieldChange change) {
    if (date.rest().isEmpty()) {
      String word =
          change.before().isEmpty() ? "added" : change.after().isEmpty() ? "removed" : "changed";
      return "on " + date.date() + ": " + word;
    }
    return "on "
        + date.date()
        + ": "
        + of(new FieldChange(date.rest(), change.before(), change.after()));
  }

  private static String plainly(FieldChange change) {
    List<String> steps = List.of(change.path().split("/", -1));
    JsonNode shown = change.after().or(change::before).orElseThrow();
    String field = field(steps, shown);
    Optional<String> before = change.before().map(value -> value(steps, value));
    Optional<String> after = change.after().map(value -> value(steps, value));
    if (isMedia(steps)) {
      return field
          + after
              .or(() -> before)
              .filter(text -> !text.isEmpty())
              .map(t -> " (" + t + ")")
              .orElse("")
          + (after.isEmpty() ? " removed" : before.isEmpty() ? " added" : "");
    }
    if (before.isPresent() && after.isPresent()) {
      return before.equals(after)
          ? field + " " + after.get() + ": " + inside(change)
          : field + " " + before.get() + " -> " + after.get();
    }
    return after
        .map(text -> joined(field, text) + " added")
        .orElseGet(() -> joined(field, before.orElse("")) + " removed");
  }

  private static String joined(String field, String text) {
    return text.isEmpty() ? field : field + " " + text;
  }

  /** What a user would call the field. */
  private static String field(List<String> steps, JsonNode value) {
    String member = unescaped(steps.get(0));
    if (member.equals("media")) {
      return value.path("kind").asText("picture");
    }
    if (member.equals("anniversaries")) {
      return switch (value.path("kind").asText()) {
        case "birth" -> "birthday";
        case "death" -> "day of death";
        case "wedding" -> "wedding day";
        default -> "anniversary";
      };
    }
    if (member.equals("titles") && value.path("kind").asText().equals("role")) {
      return "role";
    }
    boolean preserved = member.equals("vCardProps") || member.equals("iCalComponent");
    if (preserved && value.path(0).isTextual()) {
      return value.path(0).asText().toUpperCase(Locale.ROOT);
    }
    if (NAMES.containsKey(member)) {
      return NAMES.get(member);
    }
    String words = member.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    boolean isEntry = steps.size() > 1;
    return isEntry && words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
  }

  private static boolean isMedia(List<String> steps) {
    return steps.get(0).equals("media") || steps.get(0).equals("cryptoKeys");
  }

  private static String value(List<String> steps, JsonNode value) {
    String member = steps.get(0);
    // Sets (keywords, members): the key is the value.
    if (value.isBoolean() && steps.size() > 1) {
      return clipped(unescaped(steps.get(steps.size() - 1)));
    }
    if (member.equals("relatedTo") && steps.size() > 1) {
      return clipped(unescaped(steps.get(1)));
    }
    boolean preserved = member.equals("vCardProps") || member.equals("iCalComponent");
    if (preserved && value instanceof ArrayNode property && property.size() > 3) {
      return text(property.get(3));
    }
    return text(value);
  }

  /** A value in a few words, whatever it is. */
  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return Media.size(value.textValue())
          .map(Words::bytes)
          .orElseGet(() -> clipped(value.asText()));
    }
    if (value.isValueNode()) {
      return clipped(value.asText());
    }
    if (value instanceof ArrayNode list) {
      return clipped(parts(list));
    }
    String whole = value.path("full").asText();
    if (!whole.isBlank()) {
      return clipped(whole);
    }
    String person = CalendarWords.person(value);
    if (value.path("sendTo").isObject() && !person.isEmpty()) {
      return clipped(person);
    }
    if (value.has("components")) {
      return clipped(parts(value.path("components")));
    }
    if (value.has("date")) {
      return text(value.path("date"));
    }
    if (value.has("utc")) {
      return clipped(value.path("utc").asText());
    }
    if (value.has("year") || value.has("month") || value.has("day")) {
      return date(value);
    }
    if (value.has("units")) {
      return clipped(
          (value.path("name").asText() + ", " + parts(value.path("units"))).replaceAll("^, ", ""));
    }
    for (String member : VALUES) {
      if (value.path(member).isTextual()) {
        return text(value.path(member));
      }
    }
    return clipped(parts(value));
  }

  private static String parts(JsonNode parts) {
    List<String> texts = new ArrayList<>();
    for (JsonNode part : parts) {
      String text =
          part.isObject() ? part.path("value").asText(part.path("name").asText()) : part.asText();
      if (!text.isBlank()) {
        texts.add(text.strip());
      }
    }
    return String.join(" ", texts);
  }

  /** A PartialDate (RFC 9553 section 2.8.1). */
  private static String date(JsonNode date) {
    String year =
        date.has("year") ? String.format(Locale.ROOT, "%04d", date.path("year").asInt()) : "-";
    if (!date.has("month")) {
      return year;
    }
    String month = String.format(Locale.ROOT, "%s-%02d", year, date.path("month").asInt());
    return date.has("day")
        ? String.format(Locale.ROOT, "%s-%02d", month, date.path("day").asInt())
        : month;
  }

  /** Which members of an entry differ, where its value does not: {@code label, contexts}. */
  private static String inside(FieldChange change) {
    JsonNode before = change.before().orElseThrow();
    JsonNode after = change.after().orElseThrow();
    List<String> members = new ArrayList<>();
    after.fieldNames().forEachRemaining(members::add);
    before
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                members.add(name);
              }
            });
    members.removeIf(name -> before.path(name).equals(after.path(name)));
    return members.isEmpty() ? "changed" : clipped(String.join(", ", members)) + " changed";
  }

  private static String unescaped(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  static String clipped(String text) {
    return Visible.clipped(text.strip(), WIDEST);
  }
}
