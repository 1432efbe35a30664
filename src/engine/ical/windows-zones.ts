// The time zones of Windows, as Outlook and Microsoft 365 name them in what they publish, by Unicode's table.

/**
 * CLDR's windowsZones (version 46, territory 001, under the Unicode License) by area, without " Standard Time". Not listed is what
 * follows from the name: a zone that has its city's (`Tokyo Standard Time`), and an offset (`UTC-08`).
 */
const TABLE = `
Etc: Dateline=GMT+12
America: Aleutian=Adak, Alaskan=Anchorage, Pacific (Mexico)=Tijuana, Pacific=Los_Angeles, US Mountain=Phoenix, Mountain
(Mexico)=Mazatlan, Mountain=Denver, Yukon=Whitehorse, Central America=Guatemala, Central=Chicago, Central
(Mexico)=Mexico_City, Canada Central=Regina, SA Pacific=Bogota, Eastern (Mexico)=Cancun, Eastern=New_York,
Haiti=Port-au-Prince, Cuba=Havana, US Eastern=Indianapolis, Turks And Caicos=Grand_Turk, Paraguay=Asuncion, Atlantic=Halifax,
Venezuela=Caracas, Central Brazilian=Cuiaba, SA Western=La_Paz, Pacific SA=Santiago, Newfoundland=St_Johns,
Tocantins=Araguaina, E. South America=Sao_Paulo, SA Eastern=Cayenne, Argentina=Buenos_Aires, Greenland=Godthab,
Magallanes=Punta_Arenas, Saint Pierre=Miquelon
Pacific: Hawaiian=Honolulu, Easter Island=Easter, West Pacific=Port_Moresby, Central Pacific=Guadalcanal, New
Zealand=Auckland, Chatham Islands=Chatham, Tonga=Tongatapu, Samoa=Apia, Line Islands=Kiritimati
Europe: GMT=London, W. Europe=Berlin, Central Europe=Budapest, Romance=Paris, Central European=Warsaw, GTB=Bucharest, E.
Europe=Chisinau, FLE=Kiev, Turkey=Istanbul, Belarus=Minsk, Russian=Moscow, Russia Time Zone 3=Samara
Atlantic: Greenwich=Reykjavik
Africa: Morocco=Casablanca, W. Central Africa=Lagos, Egypt=Cairo, South Africa=Johannesburg, South Sudan=Juba, Sudan=Khartoum,
Libya=Tripoli, Namibia=Windhoek, E. Africa=Nairobi
Asia: Jordan=Amman, Middle East=Beirut, Syria=Damascus, West Bank=Hebron, Israel=Jerusalem, Arabic=Baghdad, Arab=Riyadh,
Iran=Tehran, Arabian=Dubai, Azerbaijan=Baku, Georgian=Tbilisi, Caucasus=Yerevan, Afghanistan=Kabul, West Asia=Tashkent,
Ekaterinburg=Yekaterinburg, Pakistan=Karachi, India=Calcutta, Sri Lanka=Colombo, Nepal=Katmandu, Central Asia=Bishkek,
Bangladesh=Dhaka, Myanmar=Rangoon, SE Asia=Bangkok, Altai=Barnaul, W. Mongolia=Hovd, North Asia=Krasnoyarsk, N. Central
Asia=Novosibirsk, China=Shanghai, North Asia East=Irkutsk, Transbaikal=Chita, North Korea=Pyongyang, Korea=Seoul, Russia Time
Zone 10=Srednekolymsk, Russia Time Zone 11=Kamchatka
Australia: W. Australia=Perth, Aus Central W.=Eucla, Cen. Australia=Adelaide, AUS Central=Darwin, E. Australia=Brisbane, AUS
Eastern=Sydney, Tasmania=Hobart`;

let zones: ReadonlyMap<string, string> | undefined;

/** The IANA name of a zone of Windows (`GMT Standard Time`, `UTC-08`), in any case; undefined where Windows has none of that name. */
export function windowsZone(name: string): string | undefined {
  const plain = name.trim().toLowerCase();
  const [, sign, hours] = /^utc([+-])(\d\d)$/u.exec(plain) ?? [];
  // IANA's names of offsets count from the other side.
  if (sign !== undefined) return `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
  if (!plain.endsWith(" standard time") && !/ standard time \(mexico\)$|^russia time zone \d+$/u.test(plain))
    return undefined;
  zones ??= readZones();
  return zones.get(plain.replace(" standard time", ""));
}

/** By their names in small letters without " standard time". Cities come first: what the table says of a name goes before them. */
function readZones(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const zone of Intl.supportedValuesOf("timeZone"))
    found.set((zone.split("/").at(-1) ?? "").replaceAll("_", " ").toLowerCase(), zone);
  for (const [, area, listed = ""] of TABLE.replace(/\n(?!\w+: )/gu, " ").matchAll(/(\w+): (.*)/gu))
    for (const row of listed.split(", ")) {
      const [name = "", city = ""] = row.split("=");
      found.set(name.trim().toLowerCase(), `${area}/${city}`);
    }
  return found;
}
