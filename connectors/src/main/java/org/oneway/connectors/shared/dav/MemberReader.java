// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.ConnectionClosedException;
import org.apache.http.MalformedChunkCodingException;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.StoreException;

/**
 * Reads the contents of members: many at once where the server does that, else one by one. Safe for
 * several threads.
 */
final class MemberReader {
  /** How many members are asked for at once. */
  static final int BATCH = 50;

  /** How large a member may be that is read by itself, in bytes. */
  private static final int LARGEST = 256 << 20;

  /** How often an answer may break off before that is its own fault, not the network's. */
  private static final int CUTS = 3;

  private static final Name ETAG = Name.dav("getetag");

  private final DavClient client;
  private final Service service;
  private final URI base;

  MemberReader(DavClient client, Service service, URI base) {
    this.client = client;
    this.service = service;
    this.base = base;
  }

  /**
   * Reads members of one collection, at most {@link #BATCH}; one answer for each, in their order. A
   * member that the server's answer leaves out is asked for by itself.
   */
  List<Got> read(Href collection, List<Entry> entries) throws StoreException {
    if (entries.size() <= 1) {
      List<Got> got = new ArrayList<>();
      for (Entry entry : entries) {
        got.add(get(entry));
      }
      return got;
    }
    Optional<Map<Href, Got>> together = multiget(collection, entries);
    if (together.isEmpty()) {
      int half = entries.size() / 2;
      List<Got> got = new ArrayList<>(read(collection, entries.subList(0, half)));
      got.addAll(read(collection, entries.subList(half, entries.size())));
      return got;
    }
    List<Got> got = new ArrayList<>();
    for (Entry entry : entries) {
      Got found = together.get().get(entry.href());
      got.add(found != null ? found : get(entry));
    }
    return got;
  }

  /** Those that the server sends; empty where it does not do this for so many. */
  private Optional<Map<Href, Got>> multiget(Href collection, List<Entry> entries)
      throws StoreException {
    XmlBody body = new XmlBody(service.multiget()).asking(List.of(ETAG, service.content()));
    Map<Href, Entry> asked = new HashMap<>();
    for (Entry entry : entries) {
      asked.put(entry.href(), entry);
      body.text(Name.dav("href"), path(entry.spelling()));
    }
    URI uri = collection.at(base);
    AtomicInteger cuts = new AtomicInteger();
    return client.send(
        // The depth says nothing here, and some servers want one.
        DavRequest.asking("REPORT", uri, "1", body),
        (reply, in) -> {
          if (reply.status() != 207) {
            return Optional.empty();
          }
          Map<Href, Got> found = new HashMap<>();
          try {
            for (Multistatus.Member member :
                Multistatus.read(in, client.settings().answerLimit()).members()) {
              Optional<Entry> entry =
                  Href.of(member.href(), uri).flatMap(h -> Optional.ofNullable(asked.get(h)));
              Optional<Element> content = member.property(service.content());
              if (entry.isPresent() && content.isPresent() && !content.get().text().isBlank()) {
                found.put(entry.get().href(), got(entry.get(), content.get(), member));
              }
            }
          } catch (XmlReader.TooLarge | XmlReader.Unreadable e) {
            // One of them spoils the answer for all; alone it spoils only its own.
            return Optional.empty();
          } catch (IOException e) {
            sendAgain(e, cuts);
            return Optional.empty();
          }
          return Optional.of(found);
        });
  }

  private static Got got(Entry entry, Element content, Multistatus.Member member) {
    // XML has one kind of line break, vCard and iCalendar another.
    String text = content.text();
    String lines = text.indexOf('\r') < 0 ? text.replace("\n", "\r\n") : text;
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return Got.of(entry, bytes, Entry.version(member.words(ETAG)));
  }

  /** Returns where an answer broke off, and has done so often enough. */
  private static void sendAgain(IOException e, AtomicInteger cuts) throws IOException {
    boolean isCut =
        e instanceof ConnectionClosedException
            || e instanceof MalformedChunkCodingException
            || e instanceof EOFException;
    if (!isCut || cuts.incrementAndGet() < CUTS) {
      throw e;
    }
  }

  /** Some servers do not take whole addresses here, not even those that they give. */
  private static String path(String spelling) {
    if (!spelling.matches("(?i)https?://.*")) {
      return spelling;
    }
    int slash = spelling.indexOf('/', spelling.indexOf("//") + 2);
    return slash < 0 ? "/" : spelling.substring(slash);
  }

  /** Reads one member. */
  Got get(Entry entry) throws StoreException {
    URI uri = entry.href().at(base);
    AtomicInteger cuts = new AtomicInteger();
    return client.send(
        DavRequest.of("GET", uri).with("Accept", service.accept()),
        (reply, in) -> {
          if (reply.status() == 404 || reply.status() == 410) {
            return Got.missing(entry);
          }
          if (reply.status() != 200) {
            return Got.failed(
                entry, "the server answers " + Problem.read(reply, in).text() + " when it is read");
          }
          byte[] bytes;
          try {
            bytes = in.readNBytes(LARGEST + 1);
          } catch (IOException e) {
            sendAgain(e, cuts);
            return Got.failed(entry, "its content breaks off each time that it is read");
          }
          if (bytes.length > LARGEST) {
            return Got.failed(entry, "it is larger than " + (LARGEST >> 20) + " MiB");
          }
          Optional<Version> version = Entry.version(reply.etag());
          return Got.of(entry, bytes, version);
        });
  }
}
