/** What the types of schema.org mean to us. */

/** Events whose name does not end in "Event", and the one of iCalendar. */
const OTHER_EVENTS = new Set(['Festival', 'Hackathon', 'CourseInstance', 'EventSeries', 'Vevent', 'vevent']);
/** What schema.org calls events, but nobody goes to. */
const NO_EVENTS = new Set(['DeliveryEvent', 'PublicationEvent', 'BroadcastEvent', 'OnDemandEvent']);

export function isEventType(type: string): boolean {
  return (/Event$/.test(type) && !NO_EVENTS.has(type)) || OTHER_EVENTS.has(type);
}

export function isPersonType(type: string): boolean {
  return type === 'Person' || type === 'IndividualPhysician';
}

const ORGANIZATIONS =
  /(?:Organization|Organisation|Business|University|School|Hospital|Clinic|Corporation|Group|Team|Association|Consortium|NGO|Airline|Library|Museum)$/;

export function isOrganizationType(type: string): boolean {
  return ORGANIZATIONS.test(type) && type !== 'MusicGroup';
}

/** Whose pages tell of something, and of people, that the student has nothing to do with. */
const ARTICLE =
  /^(?:\w*Article|\w*BlogPosting|Blog|\w*Report|Recipe|HowTo|\w*Product|ProductGroup|\w*Review|Movie|TVSeries|TVEpisode|Book|VideoObject|PodcastEpisode|SoftwareApplication|MobileApplication|WebApplication|Question|QAPage|FAQPage|DiscussionForumPosting|SocialMediaPosting|JobPosting|NewsMediaOrganization)$/;
/** Whose own posts, and not their staff's, are what the page is. */
const BUSINESS =
  /^(?:LocalBusiness|(?!Medical)\w+Business|Hotel|Motel|Hostel|Resort|Campground|BedAndBreakfast|Restaurant|FastFoodRestaurant|BarOrPub|Bakery|Brewery|Winery|CafeOrCoffeeShop|IceCreamShop|\w*Store|\w*Shop|HairSalon|BeautySalon|DaySpa|ShoppingCenter|RealEstateAgent|TravelAgency|AutoDealer|AutoRepair|Electrician|Plumber)$/;

export function isArticleType(type: string): boolean {
  return ARTICLE.test(type);
}

export function isBusinessType(type: string): boolean {
  return BUSINESS.test(type);
}
