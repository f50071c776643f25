// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.dav;

import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.item.Folder;
import org.oneway.engine.store.StoreException;

/** Makes collections (RFC 5689, RFC 4791 section 5.3.1). */
final class FolderMaker {
  private static final int TRIES = 5;

  private final Account account;
  private final Service service;

  FolderMaker(Account account, Service service) {
    this.account = account;
    this.service = service;
  }

  /** The folder with this name, made if it is not there. */
  Folder ensure(Folder wanted) throws StoreException {
    List<Collection> all = account.collections();
    Optional<Folder> there = named(all, wanted.name());
    if (there.isPresent()) {
      return there.get();
    }
    Href home =
        account
            .home()
            .orElseThrow(
                () ->
                    new StoreException.InputRefused(
                        "\"%s\" cannot be made: \"url\" of store \"%s\" names one folder"
                            .formatted(wanted.name(), account.client().settings().store()),
                        "Write the address of the account into \"url\""));
    Set<String> taken =
        all.stream()
            .map(c -> c.href().lastName())
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    String segment = segment(wanted.name());
    for (int number = 1; number <= TRIES; number++) {
      String name = number == 1 ? segment : segment + "-" + number;
      if (!taken.contains(name) && make(home.child(name).asCollection(), wanted)) {
        break;
      }
    }
    return named(account.collections(), wanted.name())
        .orElseThrow(
            () ->
                new StoreException.Unavailable(
                    "\"%s\" was made in store \"%s\", and is not listed"
                        .formatted(wanted.name(), account.client().settings().store()),
                    "Make it there by hand",
                    Optional.empty()));
  }

  private static Optional<Folder> named(List<Collection> all, String name) {
    return all.stream().map(Collection::folder).filter(f -> f.name().equals(name)).findFirst();
  }

  /** A name that is harmless in a path. */
  private static String segment(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String cut = plain.length() > 60 ? plain.substring(0, 60) : plain;
    return cut.isEmpty() ? "folder" : cut;
  }

  /** Whether it was made; not where something of that name is there already. */
  private boolean make(Href href, Folder wanted) throws StoreException {
    // A server that knows a property not refuses the whole.
    for (boolean isPlain : new boolean[] {false, true}) {
      Optional<Problem> problem = request(href, wanted, isPlain);
      if (problem.isEmpty()) {
        account.written();
        return true;
      }
      int status = problem.get().status();
      boolean isThere = status == 405 || problem.get().has("resource-must-be-null");
      if (isThere) {
        return false;
      }
      boolean isWorthAnotherTry =
          !isPlain && (status == 403 || status == 409 || status == 424 || status == 400);
      if (!isWorthAnotherTry || problem.get().has("need-privileges")) {
        throw failed(wanted, problem.get());
      }
    }
    return false;
  }

  private StoreException failed(Folder wanted, Problem problem) {
    Failures failures = account.client().failures();
    return failures
        .spoilsAll(problem, wanted.name())
        .orElseGet(
            () ->
                failures.readOnly("The account, which lacks \"" + wanted.name() + "\",", problem));
  }

  private Optional<Problem> request(Href href, Folder wanted, boolean isPlain)
      throws StoreException {
    URI uri = href.at(account.base());
    XmlBody body = new XmlBody(Name.dav("mkcol")).open(Name.dav("set")).open(Name.dav("prop"));
    body.open(CollectionReader.RESOURCE_TYPE)
        .empty(Name.dav("collection"))
        .empty(service.resourceType())
        .close(CollectionReader.RESOURCE_TYPE);
    body.text(CollectionReader.DISPLAY_NAME, wanted.name());
    if (!isPlain) {
      wanted.description().ifPresent(text -> body.text(service.description(), text));
      wanted.color().ifPresent(color -> body.text(CollectionReader.COLOR, color));
      wanted.order().ifPresent(n -> body.text(CollectionReader.ORDER, String.valueOf(n)));
    }
    body.close(Name.dav("prop")).close(Name.dav("set"));
    return account
        .client()
        .send(
            DavRequest.asking("MKCOL", uri, "0", body),
            (reply, in) -> {
              if (reply.status() == 201 || reply.status() == 200 || reply.status() == 204) {
                return Optional.empty();
              }
              boolean isRepeat = reply.mayBeRepeat() && reply.status() == 405;
              return isRepeat ? Optional.empty() : Optional.of(Problem.read(reply, in));
            });
  }
}
