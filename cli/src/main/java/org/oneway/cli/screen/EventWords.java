// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.cli.terminal.Screen.Tone;
import org.oneway.cli.terminal.Words;

/**
 * What an event of a run's log says to a person.
 *
 * @param sign {@code +}, {@code ~}, {@code -}, {@code !} or {@code i}
 * @param title what it is about
 * @param text what happened to it
 */
public record EventWords(Tone tone, char sign, String title, String text) {
  /** In words; empty for what is not shown by itself. */
  public static Optional<EventWords> of(JsonNode event) {
    String title = event.path("title").asText();
    String name = title.isBlank() ? "(no name)" : title;
    String folder = event.path("folder").asText();
    return Optional.ofNullable(
        switch (event.path("event").asText()) {
          case "added" -> new EventWords(Tone.ADDED, '+', name, "new in \"" + folder + "\"");
          case "changed" -> new EventWords(Tone.CHANGED, '~', name, changes(event, "changed"));
          case "deleted" ->
              new EventWords(Tone.REMOVED, '-', name, "deleted from \"" + folder + "\"");
          case "moved" -> new EventWords(Tone.CHANGED, '~', name, moved(event));
          case "adopted" -> new EventWords(Tone.FAINT, '=', name, "was there already, adopted");
          case "left-alone" ->
              new EventWords(Tone.ATTENTION, '!', name, "left alone: changed since");
          case "refused" ->
              new EventWords(Tone.ATTENTION, '!', name, "refused by the target: " + why(event));
          case "quarantined" -> new EventWords(Tone.ATTENTION, '!', name, quarantined(event));
          case "notice" ->
              new EventWords(
                  Tone.FAINT,
                  'i',
                  title.isEmpty() ? '"' + folder + '"' : title,
                  Notices.withWords(event.path("text").asText()));
          case "finding" -> new EventWords(Tone.FAINT, 'i', name, why(event));
          case "new-folder" -> new EventWords(Tone.ADDED, '+', "folder \"" + folder + "\"", "new");
          case "trouble" ->
              new EventWords(
                  Tone.ATTENTION, '!', event.path("code").asText(), event.path("message").asText());
          case "held" -> new EventWords(Tone.ATTENTION, '!', "held", held(event));
          default -> null;
        });
  }

  private static String changes(JsonNode event, String otherwise) {
    List<String> words = new ArrayList<>();
    event.path("fields").forEach(field -> words.add(field.path("words").asText()));
    return words.isEmpty() ? otherwise : String.join(", ", words);
  }

  private static String moved(JsonNode event) {
    String folder = '"' + event.path("folder").asText() + '"';
    if (event.has("text")) {
      return event.path("text").asText() + ": " + folder;
    }
    String changes = changes(event, "");
    return "moved from \""
        + event.path("from").asText()
        + "\" to "
        + folder
        + (changes.isEmpty() ? "" : ", " + changes);
  }

  private static String quarantined(JsonNode event) {
    return switch (event.path("reason").asText()) {
          case "refused" -> "refused by the target: ";
          case "conflict" -> "waits, edited on both sides: ";
          default -> "broken, skipped: ";
        }
        + why(event);
  }

  /** Place, property and reason of a finding. */
  public static String why(JsonNode event) {
    List<String> parts = new ArrayList<>();
    for (String member : new String[] {"place", "property", "text"}) {
      String part = event.path(member).asText();
      if (!part.isEmpty()) {
        parts.add(member.equals("property") && part.contains("/") ? FieldWords.field(part) : part);
      }
    }
    return String.join(": ", parts);
  }

  private static String held(JsonNode event) {
    List<String> folders = new ArrayList<>();
    for (JsonNode folder : event.path("folders")) {
      folders.add(
          Words.number(folder.path("deletions").asLong(), "deletion", "deletions")
              + " in \""
              + folder.path("name").asText()
              + "\" ("
              + folder.path("why").asText()
              + ")");
    }
    return String.join(", ", folders);
  }
}
