// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** PHOTO, LOGO, SOUND and KEY as lines: in 4.0 always URIs, in 3.0 base64 where they are bytes. */
final class MediaWriter {
  private static final String BASE64 = ";base64,";

  private MediaWriter() {}

  static void media(Output out, String key, JsonNode entry) {
    switch (entry.path("kind").asText()) {
      case "photo" -> write(out, "PHOTO", "image/", key, entry);
      case "logo" -> write(out, "LOGO", "image/", key, entry);
      case "sound" -> write(out, "SOUND", "audio/", key, entry);
      default -> {}
    }
  }

  static void cryptoKey(Output out, String key, JsonNode entry) {
    write(out, "KEY", "", key, entry);
  }

  private static void write(Output out, String name, String family, String key, JsonNode entry) {
    if (!out.isOld()) {
      WayWriter.resource(out, name, key, entry);
      return;
    }
    if (!entry.path("uri").isTextual()) {
      return;
    }
    String uri = entry.path("uri").asText();
    int comma = uri.startsWith("data:") ? uri.indexOf(BASE64) : -1;
    String type = comma < 0 ? "" : uri.substring("data:".length(), comma);
    Output.Line line = out.entry(name, key, entry);
    if (comma < 0 || type.indexOf(';') >= 0) {
      line.parameter("VALUE", "uri");
      type(line, family, entry.path("mediaType").asText());
      line.uri(uri);
    } else {
      line.parameter("ENCODING", "b");
      type(line, family, type);
      line.value(uri.substring(comma + BASE64.length()));
    }
  }

  private static void type(Output.Line line, String family, String mediaType) {
    if (mediaType.equals("application/pgp-keys") && family.isEmpty()) {
      line.type("pgp");
    } else if (!family.isEmpty() && mediaType.startsWith(family)) {
      line.type(mediaType.substring(family.length()).toLowerCase(Locale.ROOT));
    } else if (!mediaType.isEmpty() && !mediaType.equals(MediaRules.OCTETS)) {
      line.parameter("MEDIATYPE", mediaType);
    }
  }
}
