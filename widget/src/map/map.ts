import "leaflet/dist/leaflet.css"; console.log(1);
