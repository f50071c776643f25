// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.icalendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.connectors.shared.dav.Reply;
import org.oneway.connectors.shared.vobject.Hashes;
import org.oneway.engine.store.StoreException;

/** Fetches a whole calendar into a file, or learns that it is as it was. */
final class Download {
  private static final long MOST = 1L << 30;
  private static final int END = 4096;

  private final DavClient client;
  private final Address address;
  private final Path file;

  /**
   * @param file is written; nobody else reads it meanwhile
   */
  Download(DavClient client, Address address, Path file) {
    this.client = client;
    this.address = address;
    this.file = file;
  }

  /**
   * Asks the server.
   *
   * @param before what is known; the calendar need not be sent again where it is still that
   * @return the mark of what is in the file now; empty where the server says that nothing changed
   * @throws StoreException also where what came is no whole calendar
   */
  Optional<Mark> get(Optional<Mark> before) throws StoreException {
    return get(address.candidates(), before);
  }

  private Optional<Mark> get(List<URI> candidates, Optional<Mark> before) throws StoreException {
    if (candidates.size() == 1) {
      return get(candidates.get(0), before);
    }
    try {
      return get(candidates.get(0), before);
    } catch (StoreException.Unavailable | StoreException.Untrusted e) {
      return get(candidates.subList(1, candidates.size()), before);
    }
  }

  private Optional<Mark> get(URI uri, Optional<Mark> before) throws StoreException {
    client.meant(uri);
    DavRequest plain = DavRequest.of("GET", uri).with("Accept", "text/calendar, */*;q=0.5");
    DavRequest request = before.map(mark -> mark.asking(plain)).orElse(plain);
    return client.send(request, this::take);
  }

  private Optional<Mark> take(Reply reply, InputStream body) throws IOException, StoreException {
    if (reply.status() == 304) {
      return Optional.empty();
    }
    if (reply.status() != 200) {
      throw refusal(reply, body);
    }
    String hash = save(body);
    checkWhole();
    return Optional.of(Mark.of(address, hash, reply));
  }

  private StoreException refusal(Reply reply, InputStream body) throws IOException {
    Problem problem = Problem.read(reply, body);
    if (reply.status() == 403) {
      return new StoreException.InputRefused(
          "%s may not be read (%s, store \"%s\")"
              .formatted(address.words(), problem.text(), client.settings().store()),
          "Ask the owner of the calendar for its address, or give \"auth\" to the store");
    }
    return client.failures().answer(reply, problem, address.words());
  }

  private String save(InputStream body) throws IOException, StoreException {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[1 << 14];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
        if (size > MOST) {
          throw notWhole("sends more than a gigabyte");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    }
    return Hashes.hex(digest.digest());
  }

  /** A page for people, nothing, or half a calendar is no calendar from which much was deleted. */
  private void checkWhole() throws IOException, StoreException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      String start = text(in.readNBytes(END));
      if (start.isEmpty()) {
        throw notWhole("sends nothing");
      }
      if (!start.startsWith("BEGIN:VCALENDAR")) {
        boolean isPage = start.startsWith("<");
        throw notWhole("sends something else than a calendar" + (isPage ? ": a web page" : ""));
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, size - END));
      if (!text(in.readAllBytes()).endsWith("END:VCALENDAR")) {
        throw notWhole("sends a calendar that is cut off before its END:VCALENDAR");
      }
    }
  }

  /** What can be compared, of any encoding and case. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .replaceAll("[\\u0000\\ufeff\\ufffd]", "")
        .strip()
        .toUpperCase(Locale.ROOT);
  }

  private StoreException notWhole(String what) {
    return new StoreException.Unavailable(
        "%s %s (store \"%s\"); nothing is taken for deleted"
            .formatted(address.words(), what, client.settings().store()),
        "Look whether \"url\" of the store is the calendar's own address, and try again later",
        Optional.empty());
  }
}
