import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the restaurants, menus and orders of the food-delivery example. Run it from the root of the repository:
 *
 * <pre>{@code java examples/food-delivery/data/GenerateData.java [--seed N]}</pre>
 *
 * The same seed gives the same bytes everywhere: {@link Random} is specified down to its numbers, everything is
 * computed in integers, and this source is plain ASCII, which every usual default charset reads alike.
 */
final class GenerateData {

    private static final Path DIRECTORY = Path.of("examples/food-delivery/data");
    private static final long DEFAULT_SEED = 20260101;

    private static final int CONSUMERS = 2_500;
    private static final int ORDERS = 10_000;

    /** Running totals of 100 orders: how many have up to 1, 2, 3, 4 items. */
    private static final int[] ITEM_COUNTS = {28, 64, 88, 100};

    /** Running totals of 100 items: how many are ordered up to 1, 2, 3, 4, 5 times. */
    private static final int[] QUANTITIES = {62, 84, 93, 97, 100};

    private static final List<Cuisine> CUISINES = List.of(
            cuisine("Italian", "Trattoria Bellini, Osteria del Porto, Forno San Marco", """
                Bruschetta 650, Caprese Salad 820, Minestrone 690, Arancini 750, Pizza Margherita 950,
                Pizza Diavola 1190, Pizza Quattro Formaggi 1240, Pizza Prosciutto e Funghi 1210,
                Spaghetti Carbonara 1180, Lasagne al Forno 1250, Tagliatelle al Ragu 1220, Gnocchi al Pesto 1150,
                Risotto ai Funghi 1340, Saltimbocca 1790, Tiramisu 620, Panna Cotta 580
                """),
            cuisine("Indian", "Saffron Court, Masala Junction, Chaat House", """
                Vegetable Samosas 550, Onion Bhaji 520, Tandoori Chicken 1390, Butter Chicken 1320,
                Lamb Rogan Josh 1450, Chicken Tikka Masala 1330, Palak Paneer 1150, Chana Masala 1050, Dal Makhani 1040,
                Goan Fish Curry 1420, Vegetable Biryani 1180, Lamb Biryani 1460, Garlic Naan 350, Cucumber Raita 320,
                Mango Lassi 420, Gulab Jamun 490
                """),
            cuisine("Japanese", "Kaze Sushi Bar, Ramen Hinode, Izakaya Momiji", """
                Miso Soup 380, Edamame 490, Pork Gyoza 690, Wakame Salad 580, Salmon Nigiri Set 1290, Tuna Maki 720,
                California Roll 890, Sashimi Platter 1890, Shoyu Ramen 1280, Tonkotsu Ramen 1360, Vegetable Udon 1120,
                Chicken Katsu Curry 1320, Salmon Teriyaki 1540, Beef Gyudon 1240, Mochi 520, Matcha Cheesecake 640
                """),
            cuisine("Chinese", "Golden Lantern, Jade Garden, Sichuan Kitchen", """
                Spring Rolls 490, Hot and Sour Soup 520, Pork Dumplings 780, Shrimp Har Gow 820,
                Smashed Cucumber Salad 560, Kung Pao Chicken 1240, Mapo Tofu 1090, Twice Cooked Pork 1320,
                Sweet and Sour Pork 1220, Crispy Duck 1640, Beef with Black Bean Sauce 1340, Dan Dan Noodles 1090,
                Chicken Chow Mein 1080, Egg Fried Rice 690, Stir-Fried Pak Choi 790, Sesame Balls 480
                """),
            cuisine("Mexican", "Casa Oaxaca, Taqueria El Puente, La Milpa", """
                Guacamole and Chips 680, Queso Fundido 790, Elote 520, Tortilla Soup 640, Tacos al Pastor 1090,
                Tacos de Pescado 1150, Carnitas Tacos 1120, Chicken Quesadilla 980, Beef Burrito 1190,
                Black Bean Burrito 1040, Enchiladas Verdes 1220, Chicken Mole 1450, Chili con Carne 1160,
                Refried Beans 420, Churros 560, Tres Leches Cake 610
                """),
            cuisine("Thai", "Baan Orchid, Siam Terrace, Lemongrass Street Kitchen", """
                Chicken Satay 720, Tom Yum Soup 750, Tom Kha Gai 760, Fresh Summer Rolls 650, Green Papaya Salad 790,
                Pad Thai with Prawns 1280, Pad Thai with Tofu 1120, Pad See Ew 1150, Green Curry with Chicken 1240,
                Red Curry with Duck 1490, Massaman Beef Curry 1420, Basil Chicken 1180, Cashew Chicken 1210,
                Pineapple Fried Rice 1090, Jasmine Rice 290, Mango Sticky Rice 650
                """),
            cuisine("Greek", "Taverna Kalypso, Meltemi Grill, Olive and Thyme", """
                Tzatziki 490, Dolmades 620, Saganaki 740, Greek Salad 850, Fried Calamari 980, Taramosalata 540,
                Pork Souvlaki 1240, Chicken Gyros Plate 1180, Gyros Pita 750, Moussaka 1290, Pastitsio 1220,
                Stifado 1480, Lamb Kleftiko 1790, Stuffed Peppers 1090, Baklava 520, Yoghurt with Honey 450
                """),
            cuisine("Lebanese", "Cedar House, Beirut Corner, Layla Mezze", """
                Hummus 520, Baba Ghanoush 560, Tabbouleh 590, Fattoush 640, Falafel Plate 920, Stuffed Vine Leaves 610,
                Halloumi Skewers 840, Kibbeh 720, Cheese Sambousek 640, Chicken Shawarma Wrap 790, Chicken Taouk 1290,
                Kafta Kebab 1320, Mixed Grill 1790, Mujaddara 880, Manakish with Zaatar 540, Namoura 450
                """),
            cuisine("Vietnamese", "Pho Saigon, Little Hanoi, Banh Mi Bakery", """
                Crispy Spring Rolls 590, Shrimp Summer Rolls 640, Green Mango Salad 780, Sweet Corn Soup 490,
                Pho Bo 1190, Pho Ga 1140, Vegetable Pho 1040, Bun Bo Hue 1240, Bun Cha 1260, Bun Bo Nam Bo 1210,
                Pork Banh Mi 720, Tofu Banh Mi 680, Lemongrass Chicken with Rice 1150, Shaking Beef 1580,
                Caramelised Pork 1280, Coconut Pudding 480
                """),
            cuisine("Burgers and Grill", "The Brick Grill, Harbour Smokehouse, Patty and Rye", """
                Classic Burger 990, Cheeseburger 1090, Bacon Burger 1190, Double Smash Burger 1290,
                Mushroom Swiss Burger 1180, Crispy Chicken Burger 1120, Black Bean Burger 1040,
                Pulled Pork Sandwich 1150, Smoked Brisket Plate 1690, Barbecue Ribs 1790, Chicken Wings 890,
                Loaded Fries 690, Sweet Potato Fries 520, Onion Rings 480, Coleslaw 350, Chocolate Brownie 520
                """),
            cuisine("French", "Bistro Lavande, Le Petit Quai, Brasserie Montclair", """
                French Onion Soup 790, Salade Nicoise 1090, Goat Cheese Salad 1020, Country Pate 820,
                Quiche Lorraine 890, Croque Monsieur 920, Moules Frites 1590, Steak Frites 1890, Beef Bourguignon 1790,
                Coq au Vin 1690, Duck Confit 1840, Ratatouille 1190, Sole Meuniere 1980, Gratin Dauphinois 690,
                Tarte Tatin 680, Chocolate Mousse 620
                """),
            cuisine("Vegetarian", "Green Fig, The Sprouting Fork, Meadow Table", """
                Lentil Soup 620, Roasted Tomato Soup 590, Kale Caesar Salad 890, Quinoa Salad 940,
                Beetroot Carpaccio 790, Buddha Bowl 1180, Teriyaki Tofu Bowl 1210, Falafel Bowl 1150,
                Sweet Potato Curry 1120, Mushroom Stroganoff 1240, Spinach Lasagne 1190, Chickpea Burger 1080,
                Aubergine Parmigiana 1170, Avocado Toast 780, Carrot Cake 520, Chia Pudding 480
                """));

    private static final List<Street> STREETS = Stream.of(
                    streets("Old Town", "Church Street, Market Lane, Bell Court, Tower Street, Weaver Lane"),
                    streets("Harbourside", "Quay Street, Anchor Road, Lighthouse Way, Ropemaker Street, Ferry Lane"),
                    streets("Riverside", "Bridge Street, Mill Road, Willow Bank, Heron Walk, Watergate Street"),
                    streets("Northgate", "Station Road, Foundry Street, Garrison Road, Canal Street, North Parade"),
                    streets("Westfield", "Orchard Road, Hawthorn Avenue, Meadow Lane, Linden Street, Poplar Drive"),
                    streets("Eastbrook", "Victoria Road, Brook Street, Chestnut Avenue, Dairy Lane, School Road"),
                    streets("Hillcrest", "Observatory Road, Park Terrace, Summit Drive, Vineyard Lane, Quarry Road"),
                    streets("Southbank", "Theatre Street, Museum Row, Gallery Walk, Arsenal Street, Maple Avenue"))
            .flatMap(streets -> streets)
            .toList();

    private final Random random;
    private final List<String> restaurantRows = new ArrayList<>();
    private final List<String> menuRows = new ArrayList<>();

    private GenerateData(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        long seed;
        try {
            seed = seed(args);
        } catch (IllegalArgumentException e) {
            System.err.println("GenerateData: " + e.getMessage());
            System.err.println("usage: java examples/food-delivery/data/GenerateData.java [--seed N]");
            System.exit(2);
            return;
        }
        if (!Files.isDirectory(DIRECTORY)) {
            System.err.println("GenerateData: no directory " + DIRECTORY + " here; run it from the repository root");
            System.exit(1);
        }
        System.out.println("seed " + seed);
        new GenerateData(seed).write();
    }

    private static long seed(String[] args) {
        if (args.length == 0) {
            return DEFAULT_SEED;
        }
        if (!args[0].equals("--seed")) {
            throw new IllegalArgumentException("unknown argument: " + args[0]);
        }
        if (args.length == 1 || !args[1].matches("-?[0-9]{1,18}")) {
            throw new IllegalArgumentException("--seed needs a whole number of at most 18 digits");
        }
        if (args.length > 2) {
            throw new IllegalArgumentException("unknown argument: " + args[2]);
        }
        return Long.parseLong(args[1]);
    }

    private void write() throws IOException {
        List<Restaurant> restaurants = restaurants();
        write("restaurants.csv", "id,name,cuisine,street,city-district", restaurantRows);
        write("menu.csv", "id,restaurantId,dish,priceCents", menuRows);
        write("orders.csv", "number,consumerId,restaurantId,items,deliveryAddress", orderRows(restaurants));
    }

    private static void write(String file, String header, List<String> rows) throws IOException {
        Files.writeString(DIRECTORY.resolve(file), header + "\n" + String.join("\n", rows) + "\n");
    }

    /** Every restaurant has a street of its own; the sizes of the menus take turns, 8 to 12, whatever the seed. */
    private List<Restaurant> restaurants() {
        List<Street> streets = shuffled(STREETS);
        List<Restaurant> restaurants = new ArrayList<>();
        for (Cuisine cuisine : CUISINES) {
            for (String name : cuisine.restaurants()) {
                int index = restaurants.size();
                Street street = streets.get(index);
                String id = id("r%02d", index + 1);
                restaurantRows.add(row(id, name, cuisine.name(), houseIn(street), street.district()));
                restaurants.add(new Restaurant(id, menu(id, sample(cuisine.dishes(), 8 + index % 5))));
            }
        }
        return restaurants;
    }

    /** A restaurant is cheap or dear as a whole, and its prices end in 00 and 50, or in 40 and 90. Returns the ids. */
    private List<String> menu(String restaurantId, List<Dish> dishes) {
        int level = 88 + random.nextInt(25);
        int discount = random.nextBoolean() ? 0 : 10;
        List<String> menu = new ArrayList<>();
        for (Dish dish : dishes) {
            int percent = level + random.nextInt(11) - 5;
            int priceCents = (dish.priceCents() * percent / 5_000 + 1) * 50 - discount;
            String id = restaurantId + id("-m%02d", menu.size() + 1);
            menuRows.add(row(id, restaurantId, dish.name(), priceCents));
            menu.add(id);
        }
        return menu;
    }

    private List<String> orderRows(List<Restaurant> restaurants) {
        List<Consumer> consumersByRank = shuffled(consumers());
        List<Restaurant> restaurantsByRank = shuffled(restaurants);
        int[] consumerShares = zipf(CONSUMERS, 20);
        int[] restaurantShares = zipf(restaurants.size(), 3);
        List<String> rows = new ArrayList<>();
        while (rows.size() < ORDERS) {
            Consumer consumer = consumersByRank.get(draw(consumerShares));
            Restaurant restaurant = restaurantsByRank.get(draw(restaurantShares));
            List<String> items = new ArrayList<>();
            for (String item : sample(restaurant.menu(), 1 + draw(ITEM_COUNTS))) {
                items.add(item + "x" + (1 + draw(QUANTITIES)));
            }
            rows.add(row(rows.size() + 1, consumer.id(), restaurant.id(), String.join(";", items), consumer.home()));
        }
        return rows;
    }

    private List<Consumer> consumers() {
        List<Consumer> consumers = new ArrayList<>();
        while (consumers.size() < CONSUMERS) {
            Street street = STREETS.get(random.nextInt(STREETS.size()));
            String home = houseIn(street) + " - " + street.district();
            consumers.add(new Consumer(id("c%04d", consumers.size() + 1), home));
        }
        return consumers;
    }

    private String houseIn(Street street) {
        return (1 + random.nextInt(98)) + " " + street.name();
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** As many distinct elements as asked for, in the order of the list. */
    private <T> List<T> sample(List<T> list, int size) {
        List<T> sample = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (random.nextInt(list.size() - i) < size - sample.size()) {
                sample.add(list.get(i));
            }
        }
        return sample;
    }

    /** An index, each as probable as its step in the running total. */
    private int draw(int[] runningTotal) {
        int found = Arrays.binarySearch(runningTotal, 1 + random.nextInt(runningTotal[runningTotal.length - 1]));
        return found < 0 ? -found - 1 : found;
    }

    /** The running total of shares of 1 / (rank + offset): the greater the offset, the flatter the top. */
    private static int[] zipf(int size, int offset) {
        int[] runningTotal = new int[size];
        int total = 0;
        for (int i = 0; i < size; i++) {
            total += 1_000_000 / (i + 1 + offset);
            runningTotal[i] = total;
        }
        return runningTotal;
    }

    private static Cuisine cuisine(String name, String restaurants, String dishes) {
        Stream<Dish> all = Stream.of(dishes.strip().split(",\\s")).map(GenerateData::dish);
        return new Cuisine(name, List.of(restaurants.split(", ")), all.toList());
    }

    private static Dish dish(String nameAndPrice) {
        int space = nameAndPrice.lastIndexOf(' ');
        return new Dish(nameAndPrice.substring(0, space), Integer.parseInt(nameAndPrice.substring(space + 1)));
    }

    private static Stream<Street> streets(String district, String names) {
        return Stream.of(names.split(", ")).map(name -> new Street(name, district));
    }

    private static String id(String format, int number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static String row(Object... fields) {
        return Stream.of(fields).map(Object::toString).collect(Collectors.joining(","));
    }

    private record Cuisine(String name, List<String> restaurants, List<Dish> dishes) {}

    private record Dish(String name, int priceCents) {}

    private record Street(String name, String district) {}

    private record Restaurant(String id, List<String> menu) {}

    private record Consumer(String id, String home) {}
}
