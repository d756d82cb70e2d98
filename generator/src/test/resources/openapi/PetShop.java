package acme.pets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps pets; as a function, calls the whole contract as its client. */
public final class PetShop implements PetsApi, Function<PetsApi, String> {
    private final Map<UUID, Pet> pets = new ConcurrentHashMap<>();

    @Override
    public ListPetsResponse listPets(ListPetsRequest request) {
        return new ListPetsResponse(pets.values().stream()
                .filter(pet -> request.status() == null || pet.status().equals(Optional.of(request.status())))
                .limit(request.limit() == null ? 100 : request.limit())
                .toList());
    }

    @Override
    public Pet addPet(Pet request) {
        pets.put(request.id(), request);
        return request;
    }

    @Override
    public Pet findPet(FindPetRequest request) {
        return pets.get(request.petId());
    }

    @Override
    public Pet changePet(ChangePetRequest request) {
        return pets.computeIfPresent(request.petId(), (id, pet) -> named(pet, request.name()));
    }

    @Override
    public void removePet(RemovePetRequest request) {
        pets.remove(request.petId());
    }

    private static Pet named(Pet pet, String name) {
        return new Pet(
                pet.id(),
                name,
                pet.kind(),
                pet.legs(),
                pet.weight(),
                pet.born(),
                pet.seen(),
                pet.picture(),
                pet.status(),
                pet.tags(),
                pet.notes(),
                pet.owner());
    }

    @Override
    public String apply(PetsApi api) {
        UUID id = UUID.fromString("00000000-0000-0000-0000-000000000007");
        Pet pet = new Pet(
                id,
                "Minka",
                new Tomcat(9),
                4,
                Optional.of(new BigDecimal("4.20")),
                Optional.of(LocalDate.of(2020, 2, 29)),
                Optional.of(OffsetDateTime.parse("2026-01-31T12:00:00+01:00")),
                Optional.of(new byte[] {1, 2, 3}),
                Optional.of(Status.available),
                Set.of("soft"),
                Map.of("likes", "fish"),
                Optional.of(new Pet.Owner(Optional.of("Ada"), Optional.empty())));
        Pet added = api.addPet(pet);
        check(added.kind().equals(new Tomcat(9)), added);
        check(added.picture().orElseThrow()[2] == 3, added);
        check(added.owner().equals(pet.owner()), added);
        check(api.listPets(new ListPetsRequest(Status.available, 5)).pets().size() == 1, "one is available");
        check(api.listPets(new ListPetsRequest(Status.sold, null)).pets().isEmpty(), "none is sold");
        Pet changed = api.changePet(new ChangePetRequest(id, "Mohr", Optional.of("extra-large")));
        check(changed.name().equals("Mohr"), changed);
        Pet found = api.findPet(new FindPetRequest(id));
        check(found.weight().equals(pet.weight()) && found.seen().equals(pet.seen()), found);
        Pet dog = new Pet(
                UUID.randomUUID(),
                "Rex",
                new Dog(List.of("sit"), Optional.empty()),
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Map.of(),
                Optional.empty());
        check(api.addPet(dog).kind().equals(dog.kind()), dog);
        api.removePet(new RemovePetRequest(dog.id()));
        check(api.listPets(new ListPetsRequest(null, null)).pets().size() == 1, "one is left");
        return found.name();
    }

    private static void check(boolean holds, Object seen) {
        if (!holds) {
            throw new AssertionError(seen);
        }
    }
}
