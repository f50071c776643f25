// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.shared.dav.DavClient;
import org.oneway.connectors.shared.dav.DavRequest;
import org.oneway.connectors.shared.dav.Href;
import org.oneway.connectors.shared.dav.Multistatus;
import org.oneway.connectors.shared.dav.Name;
import org.oneway.connectors.shared.dav.Problem;
import org.oneway.connectors.shared.dav.Reply;
import org.oneway.connectors.shared.dav.XmlBody;
import org.oneway.engine.store.StoreException;

/** Asks what is where. Safe for several threads. */
final class Tree {
  /** What we leave behind where a killed run was asking how a server takes conditions. */
  static final String OURS = ".oneway-condition-check";

  private final DavClient client;
  private final Root root;

  Tree(DavClient client, Root root) {
    this.client = client;
    this.root = root;
  }

  Root root() {
    return root;
  }

  /**
   * What is directly in a directory.
   *
   * @param strange what the listing names and cannot be a file here, with why
   * @param failure why it cannot be listed; then nothing else is said
   */
  record Listed(List<Resource> resources, List<Strange> strange, Optional<String> failure) {
    Listed {
      resources = List.copyOf(resources);
      strange = List.copyOf(strange);
    }
  }

  /** Something that is named and cannot be used. */
  record Strange(String name, String why) {}

  /** Lists a directory. That below the root one cannot be listed concerns only what is in it. */
  Listed list(Href directory) throws StoreException {
    URI uri = directory.at(root.server());
    return client.send(
        DavRequest.asking("PROPFIND", uri, "1", question()),
        (reply, in) -> {
          if (reply.status() != 207) {
            Problem problem = Problem.read(reply, in);
            boolean isAlone =
                !directory.isCollection(root.href())
                    && List.of(403, 404, 410, 409, 500).contains(reply.status());
            if (isAlone) {
              return new Listed(List.of(), List.of(), Optional.of(problem.text()));
            }
            throw client.failures().answer(reply, problem, "\"" + root.folder().name() + "\"");
          }
          return listed(directory, uri, Multistatus.read(in, limit()));
        });
  }

  private long limit() {
    return client.settings().answerLimit();
  }

  private static XmlBody question() {
    return new XmlBody(Name.dav("propfind")).asking(Resource.PROPERTIES);
  }

  private Listed listed(Href directory, URI uri, Multistatus answer) throws StoreException {
    List<Resource> resources = new ArrayList<>();
    List<Strange> strange = new ArrayList<>();
    boolean isThere = false;
    for (Multistatus.Member member : answer.members()) {
      Optional<Href> href = Href.of(member.href(), uri);
      boolean isWell = member.status().isEmpty() || member.status().getAsInt() / 100 == 2;
      if (href.filter(h -> h.isCollection(directory)).isPresent()) {
        isThere |= isWell;
        continue;
      }
      Optional<String> path =
          href.filter(h -> h.isChildOf(directory)).flatMap(root::pathOf).filter(p -> !p.isEmpty());
      if (href.isEmpty() || !href.get().isChildOf(directory)) {
        strange.add(new Strange(member.href(), "the server lists it, and it is not in this tree"));
      } else if (path.isEmpty()) {
        strange.add(new Strange(member.href(), "its name is no UTF-8, or has a slash in it"));
      } else if (!isWell) {
        strange.add(new Strange(path.get(), "the server says of it " + member.status().getAsInt()));
      } else if (!href.get().lastName().equals(OURS)) {
        resources.add(Resource.of(href.get(), path.get(), member));
      }
      isThere |= isWell && path.isPresent();
    }
    if (!isThere) {
      throw new StoreException.Unavailable(
          "\"%s\" was not listed properly: nothing in the answer is there (store \"%s\")"
              .formatted(directory.lastName(), client.settings().store()),
          "Try again later",
          Optional.empty());
    }
    return new Listed(resources, strange, Optional.empty());
  }

  /** What is at a place; empty where nothing is. */
  Optional<Resource> look(Href href) throws StoreException {
    URI uri = href.at(root.server());
    return client.send(
        DavRequest.asking("PROPFIND", uri, "0", question()),
        (reply, in) -> {
          if (reply.status() == 404 || reply.status() == 410) {
            return Optional.empty();
          }
          return seen(href, reply, in);
        });
  }

  private Optional<Resource> seen(Href href, Reply reply, InputStream in)
      throws IOException, StoreException {
    if (reply.status() != 207) {
      Problem problem = Problem.read(reply, in);
      throw client.failures().answer(reply, problem, "\"" + href.lastName() + "\"");
    }
    for (Multistatus.Member member : Multistatus.read(in, limit()).members()) {
      Optional<Href> said = Href.of(member.href(), reply.uri());
      if (said.filter(h -> h.isCollection(href)).isPresent()
          && !member.is(404)
          && !member.is(410)) {
        return Optional.of(Resource.of(said.get(), root.pathOf(href).orElse(""), member));
      }
    }
    return Optional.empty();
  }
}
