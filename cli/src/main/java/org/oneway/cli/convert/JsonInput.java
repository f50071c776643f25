// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.shared.jscalendar.Calendars;
import org.oneway.connectors.shared.jscontact.VCards;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Kind;
import org.oneway.engine.similar.Similarity;

/**
 * JSContact cards or JSCalendar objects of any version: one, an array of them, or a group, whose
 * entries are taken. Occurrences of one uid that stand beside each other are one item.
 */
final class JsonInput implements Input {
  private static final int DEEPEST = 200;
  private static final int LONGEST_TEXT = 100_000_000;
  private static final Set<String> CARDS = Set.of("Card", "ContactCard");
  private static final Set<String> OBJECTS = Set.of("Event", "Task", "Note");

  private final JsonParser parser;
  private final String name;
  private final Form form;
  private final Deque<Node> waiting = new ArrayDeque<>();
  private Optional<Read> failure = Optional.empty();
  private boolean inArray;
  private boolean ended;

  /** A value, and the line where it or its group begins. */
  private record Node(JsonNode json, int line) {
    String type() {
      return json.path("@type").asText();
    }

    /** Whether it is an occurrence of the same series as {@code other}. */
    boolean isBeside(Node other) {
      return json.has("recurrenceId")
          && other.json.has("recurrenceId")
          && type().equals(other.type())
          && json.path("uid").isTextual()
          && json.path("uid").equals(other.json.path("uid"));
    }
  }

  JsonInput(InputStream in, String name, Form form) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .build());
    this.parser = mapper.getFactory().createParser(in);
    this.name = name;
    this.form = form;
  }

  @Override
  public Optional<Read> next() throws IOException {
    fill();
    if (waiting.isEmpty()) {
      Optional<Read> last = failure;
      failure = Optional.empty();
      return last;
    }
    Node first = waiting.remove();
    List<ObjectNode> beside = new ArrayList<>();
    while (hasBeside(first)) {
      beside.add((ObjectNode) waiting.remove().json());
    }
    return Optional.of(read(first, beside));
  }

  private boolean hasBeside(Node first) throws IOException {
    if (!first.json().has("recurrenceId")) {
      return false;
    }
    fill();
    Node next = waiting.peek();
    return next != null && next.isBeside(first);
  }

  /** Reads on until one waits, or there are no more. */
  private void fill() throws IOException {
    try {
      while (waiting.isEmpty() && !ended) {
        readOn();
      }
    } catch (JsonProcessingException e) {
      // What follows cannot be told apart any more.
      ended = true;
      int line = parser.currentLocation().getLineNr();
      failure = Optional.of(broken(line, "is not JSON: " + e.getOriginalMessage()));
    }
  }

  private void readOn() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && !inArray) {
      inArray = true;
      token = parser.nextToken();
    }
    if (token == null || token == JsonToken.END_ARRAY) {
      ended = true;
      return;
    }
    int line = parser.currentTokenLocation().getLineNr();
    Node node = new Node(parser.readValueAsTree(), line);
    ended = !inArray;
    if (node.type().equals("Group")) {
      node.json().path("entries").forEach(entry -> waiting.add(new Node(entry, line)));
    } else {
      waiting.add(node);
    }
  }

  private Read read(Node node, List<ObjectNode> beside) {
    boolean isCard = CARDS.contains(node.type());
    boolean isObject = OBJECTS.contains(node.type());
    if (!(node.json() instanceof ObjectNode json) || !(isCard || isObject)) {
      return broken(
          node.line(), "is neither a JSContact card nor a JSCalendar object: look at its @type");
    }
    if (isCard != form.takes(Kind.CONTACT)) {
      return broken(node.line(), "is a " + node.type() + ", and none of " + form.subject());
    }
    if (isCard) {
      String title = Similarity.of(Kind.CONTACT).title(json);
      return new Read(Optional.of(VCards.item(json)), title, List.of());
    }
    List<ObjectNode> all = new ArrayList<>(List.of(json));
    all.addAll(beside);
    return new Read(Optional.of(Calendars.item(all)), json.path("title").asText(), List.of());
  }

  private Read broken(int line, String reason) {
    return Read.broken("", List.of(Finding.broken(name + " line " + line, reason)));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
