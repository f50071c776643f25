// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.pdpa.FolderFile.Entry;

/** Reads and writes {@code folder.json}, whose listing may be long. */
final class FolderFileCodec {
  /** No listing is longer, in bytes: about a million items. */
  static final int MAX_BYTES = 256 << 20;

  private static final ObjectMapper LENIENT =
      Json.mapper(
          Json.lenientFactory()
              // Uids are member names here; a table of all names would only grow.
              .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
              .build());

  private FolderFileCodec() {}

  /**
   * Reads a listing of any version of the drafts: {@code items[]}, a map {@code uids}, or both.
   *
   * @throws ArchiveDamaged if it is none
   */
  static FolderFile read(String place, byte[] text) throws ArchiveDamaged {
    try {
      return parse(text);
    } catch (StreamConstraintsException e) {
      throw Json.damaged(place, e);
    } catch (IOException | NumberFormatException e) {
      try {
        return parse(JsonRepair.repaired(text));
      } catch (IOException stillBad) {
        throw Json.damaged(place, stillBad);
      } catch (NumberFormatException stillBad) {
        throw new ArchiveDamaged(place, "a number is out of all bounds");
      }
    }
  }

  private static FolderFile parse(byte[] text) throws IOException {
    ObjectNode header = Json.emptyObject();
    List<Entry> entries = new ArrayList<>();
    List<Entry> ofMap = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    try (JsonParser parser = LENIENT.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ArchiveDamaged("", "is not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("items") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode item = parser.readValueAsTree();
            entries.add(
                new Entry(
                    uid(item.path("uid")), text(item.path("filename")), ItemAbout.ofEntry(item)));
          }
        } else if (name.equals("uids") && value == JsonToken.START_OBJECT) {
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String uid = parser.currentName();
            parser.nextToken();
            JsonNode file = parser.readValueAsTree();
            ofMap.add(new Entry(Optional.of(uid).filter(FolderFileCodec::isName), text(file)));
          }
        } else if (name.equals("removed") && value == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            uid(parser.readValueAsTree()).ifPresent(removed::add);
          }
        } else {
          header.set(name, parser.<JsonNode>readValueAsTree());
        }
      }
      if (parser.nextToken() != null) {
        throw new ArchiveDamaged("", "holds more than one JSON object");
      }
    }
    JsonNode flags = header.path("flags");
    header.remove("flags");
    return new FolderFile(header, flagged(union(entries, ofMap), flags), removed);
  }

  /** The first draft has flags in a map by uid. */
  private static List<Entry> flagged(List<Entry> entries, JsonNode flags) {
    if (flags.isEmpty()) {
      return entries;
    }
    return entries.stream()
        .map(
            entry ->
                new Entry(
                    entry.uid(),
                    entry.fileName(),
                    ItemAbout.withFlags(entry.about(), flags.path(entry.uid().orElse("")))))
        .toList();
  }

  /** Both maps of one file say the same where we wrote it; where they differ, both are right. */
  private static List<Entry> union(List<Entry> items, List<Entry> ofMap) {
    Set<String> named = new HashSet<>();
    List<Entry> all = new ArrayList<>();
    for (List<Entry> entries : List.of(items, ofMap)) {
      for (Entry entry : entries) {
        if (entry.fileName().isEmpty() || named.add(entry.fileName())) {
          all.add(entry);
        }
      }
    }
    return all;
  }

  private static Optional<String> uid(JsonNode node) {
    return Optional.of(text(node)).filter(FolderFileCodec::isName);
  }

  private static String text(JsonNode node) {
    String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
    return isName(text) ? text : "";
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && Json.isText(text);
  }

  private interface Member {
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** Writes strict I-JSON that both drafts' readers understand, in the order of uid. */
  static void write(FolderFile file, OutputStream stream) throws IOException {
    List<Entry> entries = new ArrayList<>(file.entries());
    entries.sort(Comparator.comparing(entry -> entry.uid().orElse("")));
    Map<String, Member> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : file.header().properties()) {
      JsonNode value = Json.sorted(member.getValue());
      members.put(member.getKey(), out -> out.writeTree(value));
    }
    members.put("items", out -> writeItems(entries, out));
    members.put("uids", out -> writeUids(entries, out));
    // Required by the first draft; only messages have any.
    members.put("flags", out -> writeFlags(entries, out));
    if (!file.removed().isEmpty()) {
      members.put("removed", out -> writeRemoved(file.removed(), out));
    }
    try (JsonGenerator out = LENIENT.createGenerator(stream)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      out.setPrettyPrinter(Json.indented());
      out.writeStartObject();
      for (Map.Entry<String, Member> member : members.entrySet()) {
        out.writeFieldName(member.getKey());
        member.getValue().writeTo(out);
      }
      out.writeEndObject();
      out.writeRaw('\n');
    }
  }

  private static void writeItems(List<Entry> entries, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Entry entry : entries) {
      if (entry.about().isEmpty()) {
        out.writeStartObject();
        out.writeStringField("filename", entry.fileName());
        if (entry.uid().isPresent()) {
          out.writeStringField("uid", entry.uid().get());
        }
        out.writeEndObject();
      } else {
        out.writeTree(entry(entry));
      }
    }
    out.writeEndArray();
  }

  private static ObjectNode entry(Entry entry) {
    ObjectNode json = Json.emptyObject().put("filename", entry.fileName());
    ItemAbout.addTo(json, entry.about());
    entry.uid().ifPresent(uid -> json.put("uid", uid));
    return json;
  }

  private static void writeFlags(List<Entry> entries, JsonGenerator out) throws IOException {
    out.writeStartObject();
    String before = "";
    for (Entry entry : entries) {
      String uid = entry.uid().orElse("");
      if (entry.about().isEmpty() || uid.equals(before)) {
        continue;
      }
      JsonNode flags = entry(entry).path("flags");
      if (!flags.isEmpty()) {
        out.writeFieldName(uid);
        out.writeTree(flags);
        before = uid;
      }
    }
    out.writeEndObject();
  }

  /** A map names each uid once; of several items with one uid it has the first. */
  private static void writeUids(List<Entry> entries, JsonGenerator out) throws IOException {
    out.writeStartObject();
    String before = "";
    for (Entry entry : entries) {
      String uid = entry.uid().orElse("");
      if (!uid.equals(before)) {
        out.writeStringField(uid, entry.fileName());
      }
      before = uid;
    }
    out.writeEndObject();
  }

  private static void writeRemoved(List<String> removed, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (String uid : removed.stream().sorted().distinct().toList()) {
      out.writeString(uid);
    }
    out.writeEndArray();
  }
}
