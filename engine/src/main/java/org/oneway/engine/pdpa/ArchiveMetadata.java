// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code archive.json} and {@code index.json} say (draft-ietf-mailmaint-pdparchive-00,
 * "Archive metadata file"). Every member may be missing in what others wrote; members that we do
 * not know are kept.
 */
public final class ArchiveMetadata {
  private static final String CHAIN = "oneway.dev:chain";
  private static final String REMOVED_FOLDERS = "oneway.dev:removedFolders";
  private static final String RUN = "oneway.dev:run";
  private static final String VOLUME = "oneway.dev:volume";

  /** The version of the format that we write. */
  private static final String VERSION = "PDPA v1.0";

  /** Taken apart by hand, since each item has one. */
  private static final Pattern USUAL_TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private final ObjectNode json;

  private ArchiveMetadata(ObjectNode json) {
    this.json = json;
  }

  /** Whether an archive holds everything. */
  public enum Extent {
    /** What is not in it is not in the store. */
    FULL,
    /** It holds changes; what is not in it is as it was. */
    PARTIAL
  }

  /** What a file says. */
  static ArchiveMetadata of(ObjectNode json) {
    return new ArchiveMetadata(json.deepCopy());
  }

  /**
   * What a new archive says of itself.
   *
   * @param id unique for each archive ever made
   * @param name what a user calls it
   * @param generator program and version
   */
  public static ArchiveMetadata of(
      String id,
      String name,
      Instant timestamp,
      String generator,
      Extent extent,
      List<DataType> dataTypes,
      Chain chain) {
    ObjectNode json = Json.emptyObject();
    json.putObject("archive")
        .put("id", id)
        .put("name", name)
        .put("timestamp", text(timestamp))
        .put("version", VERSION)
        .put("generator", generator);
    ObjectNode dataset = json.putObject("dataset").put("extent", extent.name());
    ArrayNode types = dataset.putArray("datatypes");
    dataTypes.forEach(type -> types.add(type.name()));
    // Required by the schema; a store knows neither.
    dataset.put("languagetag", "und").put("timezone", "Etc/UTC");
    json.putObject("datasource");
    return new ArchiveMetadata(json).withChain(chain);
  }

  /** The same with the service and the account that the items come from. */
  public ArchiveMetadata withSource(String service, String account) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty("datasource").put("service", service).put("account", account);
    return new ArchiveMetadata(copy);
  }

  /** The same archive after its content has changed: the next of its chain. */
  public ArchiveMetadata next(String id, Instant timestamp) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty("archive").put("id", id).put("timestamp", text(timestamp));
    ArchiveMetadata next = new ArchiveMetadata(copy);
    return chain().map(chain -> next.withChain(chain.next(id()))).orElse(next);
  }

  private ArchiveMetadata withChain(Chain chain) {
    ObjectNode copy = json.deepCopy();
    ObjectNode member =
        copy.putObject(CHAIN).put("id", chain.id()).put("sequence", chain.sequence());
    chain.previous().ifPresent(previous -> member.put("previous", previous));
    chain.base().ifPresent(base -> member.put("base", base));
    return new ArchiveMetadata(copy);
  }

  /** The archive's identifier; empty where it has none. */
  public String id() {
    return json.path("archive").path("id").asText("");
  }

  /** What a user calls it; empty where it has no name. */
  public String name() {
    return json.path("archive").path("name").asText("");
  }

  /** When it was made, where that can be read. */
  public Optional<Instant> timestamp() {
    return instant(json.path("archive").path("timestamp"));
  }

  /** Whether it holds everything; an archive that does not say so holds a part. */
  public Extent extent() {
    String extent = json.path("dataset").path("extent").asText("");
    return extent.equalsIgnoreCase("full") ? Extent.FULL : Extent.PARTIAL;
  }

  /** The same archive, which says that it holds everything or a part. */
  public ArchiveMetadata with(Extent extent) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty("dataset").put("extent", extent.name());
    return new ArchiveMetadata(copy);
  }

  /** The data types that it says it holds, in capitals; empty where it does not say. */
  public Set<String> dataTypes() {
    Set<String> types = new TreeSet<>();
    json.path("dataset")
        .path("datatypes")
        .forEach(type -> types.add(type.asText("").toUpperCase(Locale.ROOT)));
    return types;
  }

  /** Of which data types what is not in this archive is not in the store either. */
  public Set<DataType> completeTypes() {
    Set<DataType> complete = EnumSet.noneOf(DataType.class);
    if (extent() == Extent.FULL) {
      Set<String> said = dataTypes();
      for (DataType type : DataType.values()) {
        if (said.isEmpty() || said.stream().anyMatch(type::isMeantBy)) {
          complete.add(type);
        }
      }
    }
    return complete;
  }

  /** The same archive, which says that it holds these data types, too. */
  public ArchiveMetadata withDataTypes(Collection<DataType> more) {
    Set<String> types = new TreeSet<>(dataTypes());
    more.forEach(type -> types.add(type.name()));
    ObjectNode copy = json.deepCopy();
    ArrayNode all = copy.withObjectProperty("dataset").putArray("datatypes");
    types.forEach(all::add);
    return new ArchiveMetadata(copy);
  }

  /** Its place among the archives that Oneway made; empty in an archive of another program. */
  public Optional<Chain> chain() {
    JsonNode chain = json.path(CHAIN);
    String id = chain.path("id").asText("");
    long sequence = chain.path("sequence").asLong(0);
    if (id.isEmpty() || sequence < 1) {
      return Optional.empty();
    }
    return Optional.of(new Chain(id, sequence, text(chain, "previous"), text(chain, "base")));
  }

  private static Optional<String> text(JsonNode object, String member) {
    return Optional.of(object.path(member).asText("")).filter(text -> !text.isEmpty());
  }

  /** The same at another place of a chain, where everything that could be read is in it. */
  public ArchiveMetadata asBase(Extent extent) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty("archive").remove("note");
    copy.withObjectProperty("dataset").put("extent", extent.name()).remove("selector");
    copy.remove(REMOVED_FOLDERS);
    ArchiveMetadata base = new ArchiveMetadata(copy);
    return chain()
        .map(at -> base.withChain(new Chain(at.id(), at.sequence(), at.previous())))
        .orElse(base);
  }

  /**
   * The same, which says that it holds what has changed.
   *
   * @param since what it holds the changes to, in words
   */
  public ArchiveMetadata asUpdate(String since) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty("archive")
        .put("note", "Holds only what has changed since " + since + ": import it after that.");
    copy.withObjectProperty("dataset")
        .put("extent", Extent.PARTIAL.name())
        .put("selector", "changed since " + since);
    return new ArchiveMetadata(copy);
  }

  /** What it holds of a store, in words, where it holds a part. */
  public Optional<String> selector() {
    return text(json.path("dataset"), "selector");
  }

  /** The same, made by this run. */
  public ArchiveMetadata withRun(String run) {
    ObjectNode copy = json.deepCopy();
    copy.put(RUN, run);
    return new ArchiveMetadata(copy);
  }

  /** The run that made it, where it was made by one. */
  public Optional<String> run() {
    return text(json, RUN);
  }

  /** The same, which says that these folders are gone, with all that is in them. */
  ArchiveMetadata withRemovedFolders(Collection<String> names) {
    ObjectNode copy = json.deepCopy();
    if (!names.isEmpty()) {
      ArrayNode all = copy.putArray(REMOVED_FOLDERS);
      new TreeSet<>(names).forEach(all::add);
    }
    return new ArchiveMetadata(copy);
  }

  /** The whole names of the folders that are gone since the archive before. */
  public Set<String> removedFolders() {
    Set<String> names = new TreeSet<>();
    json.path(REMOVED_FOLDERS).forEach(name -> names.add(name.asText("")));
    names.remove("");
    return names;
  }

  /** The bytes of both files that say it. */
  byte[] text() {
    return Json.text(json);
  }

  /** The same archive, which says that it is one of several volumes, and so a part. */
  ArchiveMetadata asVolume(int number, boolean isLast) {
    ObjectNode copy = json.deepCopy();
    if (number > 1) {
      copy.withObjectProperty("archive").put("id", id() + "#" + number);
    }
    copy.withObjectProperty("dataset").put("extent", Extent.PARTIAL.name());
    copy.putObject(VOLUME).put("number", number).put("last", isLast).put("of", extent().name());
    return new ArchiveMetadata(copy);
  }

  /** Which volume it is, from 1; empty where it is not one of several. */
  public OptionalInt volume() {
    int number = json.path(VOLUME).path("number").asInt(0);
    return number < 1 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether no volume follows. */
  public boolean isLastVolume() {
    return json.path(VOLUME).path("last").asBoolean();
  }

  /** Whether all volumes together hold everything, as the last one says; empty where none does. */
  public Optional<Extent> extentOfAllVolumes() {
    return text(json.path(VOLUME), "of")
        .filter(extent -> isLastVolume())
        .map(extent -> extent.equals(Extent.FULL.name()) ? Extent.FULL : Extent.PARTIAL);
  }

  /** The archive that this is the first volume of. */
  public ArchiveMetadata ofAllVolumes(Extent extent) {
    ObjectNode copy = json.deepCopy();
    copy.remove(VOLUME);
    return new ArchiveMetadata(copy).with(extent);
  }

  /**
   * What a copy of another program's archive says of itself: the same, with what the drafts require
   * and it left out, and the first of a chain.
   *
   * @param id a new identifier, taken where it has none
   * @param chain the new chain's
   * @param name what it is called where it has no name
   * @param now when it was made where it does not say
   */
  public ArchiveMetadata copied(
      String id, String chain, String name, Instant now, String generator) {
    ObjectNode copy = json.deepCopy();
    ObjectNode about = copy.withObjectProperty("archive");
    putIfMissing(about, "id", id);
    putIfMissing(about, "name", name);
    about.put("timestamp", text(timestamp().orElse(now)));
    about.put("version", VERSION).put("generator", generator);
    ObjectNode dataset = copy.withObjectProperty("dataset").put("extent", extent().name());
    putIfMissing(dataset, "languagetag", dataset.path("langaguetag").asText("und"));
    putIfMissing(dataset, "timezone", "Etc/UTC");
    copy.withObjectProperty("datasource");
    return new ArchiveMetadata(copy).withChain(new Chain(chain, 1, Optional.empty()));
  }

  private static void putIfMissing(ObjectNode object, String member, String text) {
    if (!object.path(member).isTextual()) {
      object.put(member, text);
    }
  }

  /** Makes the archive in {@code root} say this of itself, to readers of either draft. */
  public void write(DurableFiles files, Path root) throws IOException {
    byte[] text = text();
    files.replace(root.resolve("index.json"), out -> out.write(text));
    files.replace(root.resolve("archive.json"), out -> out.write(text));
    files.sync(root);
  }

  /** A time as a file holds it (RFC 3339, UTC, whole seconds). */
  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The time that a member holds, if it is one. */
  static Optional<Instant> instant(JsonNode member) {
    String text = member.asText("");
    try {
      return Optional.of(
          USUAL_TIME.matcher(text).matches()
              ? LocalDateTime.of(
                      number(text, 0, 4),
                      number(text, 5, 7),
                      number(text, 8, 10),
                      number(text, 11, 13),
                      number(text, 14, 16),
                      number(text, 17, 19))
                  .toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
