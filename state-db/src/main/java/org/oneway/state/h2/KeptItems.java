// SPDX-License-Identifier: Apache-2.0
package org.oneway.state.h2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.oneway.engine.state.Bases;

/**
 * Kept items as compressed JSON, {@code [source]} or {@code [source, left]}, behind a byte that
 * names the format. Used by one thread at a time.
 */
final class KeptItems implements AutoCloseable {
  private static final byte FORMAT = 1;

  /**
   * Part of format 1: what items often hold, the most frequent last, so that even a small item
   * finds its member names here. Never changes.
   */
  private static final byte[] DICTIONARY =
      ("\"recurrenceOverrides\":{\"recurrenceRules\":[{\"@type\":\"RecurrenceRule\",\"frequency\":"
              + "\"weekly\",\"alerts\":{\"trigger\":{\"@type\":\"OffsetTrigger\",\"offset\":\"-PT15M\""
              + "\"participants\":{\"sendTo\":{\"imip\":\"mailto:\"roles\":{\"attendee\":true}"
              + "\"participationStatus\":\"accepted\"\"locations\":{\"virtualLocations\":{\"status\":"
              + "\"confirmed\"\"freeBusyStatus\":\"busy\"\"privacy\":\"start\":\"2026-01-01T00:00:00\","
              + "\"duration\":\"PT1H\"\"timeZone\":\"Europe/Berlin\",\"title\":\"\"description\":\"\""
              + "\"sequence\":0,\"@type\":\"Event\"\"@type\":\"Task\"\"due\":\"progress\":"
              + "\"vCardProps\":[[\"x-\",{},\"text\",\"\"vCardParams\":{\"cryptoKeys\":{\"calendars\":{"
              + "\"directories\":{\"schedulingAddresses\":{\"preferredLanguages\":{\"personalInfo\":{"
              + "\"speakToAs\":{\"localizations\":{\"relatedTo\":{\"relation\":{\"members\":{\"prodId\":\""
              + "\"created\":\"2026-01-01T00:00:00Z\"\"keywords\":{\"links\":{\"@type\":\"Link\",\"uri\":"
              + "\"https://www.\"media\":{\"@type\":\"Media\",\"kind\":\"photo\",\"mediaType\":\"image/jpeg\""
              + ",\"sha256\":\"size\":\"nicknames\":{\"titles\":{\"@type\":\"Title\"\"anniversaries\":{"
              + "\"@type\":\"Anniversary\",\"kind\":\"birth\",\"date\":{\"@type\":\"PartialDate\","
              + "\"year\":19,\"month\":1,\"day\":1}\"onlineServices\":{\"service\":\"\"notes\":{"
              + "\"@type\":\"Note\",\"note\":\"\"organizations\":{\"@type\":\"Organization\",\"units\":["
              + "\"addresses\":{\"@type\":\"Address\",\"components\":[{\"@type\":\"AddressComponent\","
              + "\"kind\":\"locality\",\"value\":\"\"},{\"kind\":\"postcode\"\"kind\":\"country\"\"kind\":"
              + "\"region\"\"kind\":\"number\"\"kind\":\"name\"\"countryCode\":\"\"isOrdered\":false,\"full\":"
              + "\"\"contexts\":{\"private\":true}\"contexts\":{\"work\":true},\"pref\":1},\"label\":\""
              + "\"phones\":{\"@type\":\"Phone\",\"number\":\"tel:+49\"features\":{\"voice\":true,"
              + "\"mobile\":true,\"fax\":true\"emails\":{\"@type\":\"EmailAddress\",\"address\":\"@gmail.com\""
              + "\"name\":{\"@type\":\"Name\",\"components\":[{\"@type\":\"NameComponent\",\"kind\":\"surname\","
              + "\"value\":\"\"},{\"kind\":\"given\",\"value\":\"\"}],\"isOrdered\":true,\"full\":\"\"}"
              + ",\"updated\":\"2026-01-01T00:00:00Z\",\"uid\":\"urn:uuid:\",\"kind\":\"individual\""
              + "[{\"@type\":\"Card\",\"version\":\"1.0\",\"uid\":\"")
          .getBytes(StandardCharsets.UTF_8);

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED + 2);
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[8192];

  /** Made when the first item is met: most calls of the command meet none. */
  private static final class Mapper {
    static final ObjectMapper JSON = new ObjectMapper();
  }

  /** Bytes that {@link #decode} makes the same items of. */
  byte[] encode(Bases bases) {
    ArrayNode both = JsonNodeFactory.instance.arrayNode().add(bases.source());
    bases.left().ifPresent(both::add);
    deflater.reset();
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(text(both));
    deflater.finish();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(FORMAT);
    while (!deflater.finished()) {
      bytes.write(buffer, 0, deflater.deflate(buffer));
    }
    return bytes.toByteArray();
  }

  private byte[] text(JsonNode node) {
    try {
      return Mapper.JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an item cannot be written as JSON", e);
    }
  }

  /**
   * The items in these bytes.
   *
   * @throws SQLDataException if the bytes are not as they were written
   */
  Bases decode(byte[] bytes) throws SQLDataException {
    try {
      if (bytes.length == 0 || bytes[0] != FORMAT) {
        throw new SQLDataException("kept items of an unknown format");
      }
      JsonNode both = Mapper.JSON.readTree(inflate(bytes));
      return new Bases(
          (ObjectNode) both.get(0), Optional.ofNullable(both.get(1)).map(ObjectNode.class::cast));
    } catch (IOException | DataFormatException | ClassCastException e) {
      throw new SQLDataException("kept items are not as they were written", e);
    }
  }

  private byte[] inflate(byte[] bytes) throws DataFormatException, SQLDataException {
    inflater.reset();
    inflater.setInput(bytes, 1, bytes.length - 1);
    ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length * 4);
    while (!inflater.finished()) {
      int count = inflater.inflate(buffer);
      text.write(buffer, 0, count);
      if (inflater.needsDictionary()) {
        inflater.setDictionary(DICTIONARY);
      } else if (count == 0 && !inflater.finished()) {
        throw new SQLDataException("kept items are cut off");
      }
    }
    return text.toByteArray();
  }

  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }
}
